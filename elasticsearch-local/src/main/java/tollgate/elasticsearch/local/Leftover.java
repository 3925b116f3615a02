package tollgate.elasticsearch.local;

import java.util.Set;
import java.util.function.Consumer;

/**
 * The server that a killed program left behind on a data folder. Whoever holds the folder's lock may end it, since its owner is gone.
 */
record Leftover(DataFolder folder, Consumer<String> progress) {
    void end() {
        Set<ProcessHandle> left = folder.processes().running();
        if (!left.isEmpty()) {
            progress.accept("Stopping the Elasticsearch that an earlier run left on " + folder.path() + " (processes "
                    + left.stream().map(ProcessHandle::pid).sorted().toList() + ")");
            folder.processes().end();
        }
    }
}
