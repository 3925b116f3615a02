package tollgate.elasticsearch.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The user that the server runs as: Elasticsearch refuses to be root. */
interface ServerUser {

    /** The command that runs the given one as this user. */
    List<String> command(List<String> command);

    /** Gives a folder, with all in it, to this user. */
    void own(Path folder) throws IOException;

    /**
     * Makes sure that this user can get into a folder.
     *
     * @param remedy what to do about it if not
     * @throws ElasticsearchFailedException that names the folder in the way
     */
    void requireReach(Path folder, String remedy) throws IOException;

    static ServerUser current() {
        return isRoot() ? new UnprivilegedUser() : new SameUser();
    }

    static boolean isRoot() {
        Path self = Path.of("/proc/self");
        if (!Files.exists(self)) {
            return System.getProperty("user.name").equals("root");
        }
        try {
            return Files.getAttribute(self, "unix:uid").equals(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
