package tollgate.elasticsearch.local;

import java.nio.file.Path;
import java.util.List;

/** Whoever runs this program also runs the server. */
record SameUser() implements ServerUser {
    @Override
    public List<String> command(List<String> command) {
        return command;
    }

    @Override
    public void own(Path folder) {
        // Its own already.
    }

    @Override
    public void requireReach(Path folder, String remedy) {
        // Where this program gets in, the server does.
    }
}
