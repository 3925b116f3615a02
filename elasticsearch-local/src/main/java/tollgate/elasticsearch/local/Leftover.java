package tollgate.elasticsearch.local;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The server that a killed program left behind on a data folder. Whoever holds the folder's lock may end it, since its owner is
 * gone. A process id that has meanwhile passed to another program is left alone: only a command line with the folder's marker counts.
 */
record Leftover(DataFolder folder, Consumer<String> progress) {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    void stop() throws IOException {
        Set<ProcessHandle> found = find();
        if (found.isEmpty()) {
            return;
        }
        progress.accept("Stopping the Elasticsearch that an earlier run left on " + folder.path() + " (process "
                + String.join(
                        ", ",
                        found.stream()
                                .map(process -> Long.toString(process.pid()))
                                .toList())
                + ")");
        found.forEach(ProcessHandle::destroy);
        if (!Processes.awaitEnd(found, STOP_TIMEOUT)) {
            found.forEach(ProcessHandle::destroyForcibly);
            if (!Processes.awaitEnd(found, STOP_TIMEOUT)) {
                throw new ElasticsearchFailedException("The Elasticsearch that an earlier run left on " + folder.path()
                        + " does not end (" + found + "): end it, or choose another data folder");
            }
        }
    }

    private Set<ProcessHandle> find() throws IOException {
        Set<ProcessHandle> found = new LinkedHashSet<>();
        for (PidFile file : List.of(folder.launcherPid(), folder.serverPid())) {
            file.process().stream()
                    .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                    .filter(process -> Processes.commandLine(process).contains(folder.marker()))
                    .forEach(found::add);
        }
        return found;
    }
}
