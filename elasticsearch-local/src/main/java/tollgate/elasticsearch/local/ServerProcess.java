package tollgate.elasticsearch.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The launcher and the server that it starts: two processes that live and end together. */
final class ServerProcess {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(20);

    private final Process launcher;
    private final DataFolder folder;

    private ServerProcess(Process launcher, DataFolder folder) {
        this.launcher = launcher;
        this.folder = folder;
    }

    /** Starts the launcher in the server's home. The node's files must be written. */
    static ServerProcess launch(Path home, DataFolder folder, List<String> launcherFlags, ServerUser user)
            throws IOException {
        Files.deleteIfExists(folder.httpPorts());
        folder.serverPid().delete();
        ProcessBuilder builder = new ProcessBuilder(user.command(List.of(
                        home.resolve("bin").resolve("elasticsearch").toString(),
                        "-p",
                        folder.serverPid().path().toString())))
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(folder.log().toFile());
        Map<String, String> environment = builder.environment();
        // Whatever else is set here is not the server's business: secrets above all.
        environment.keySet().retainAll(Set.of("PATH", "LANG", "LC_ALL"));
        environment.put("HOME", folder.path().toString());
        environment.put("ES_JAVA_HOME", System.getProperty("java.home"));
        environment.put("ES_PATH_CONF", folder.config().toString());
        environment.put("ES_TMPDIR", folder.temp().toString());
        environment.put("CLI_JAVA_OPTS", String.join(" ", launcherFlags));
        Process launcher = start(builder);
        try {
            folder.launcherPid().write(launcher.pid());
        } catch (IOException e) {
            launcher.destroyForcibly();
            throw e;
        }
        return new ServerProcess(launcher, folder);
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new ElasticsearchFailedException(
                    "Elasticsearch's launcher cannot be run (" + e.getMessage()
                            + "): install bash and, to start it as root," + " setpriv (of util-linux)",
                    e);
        }
    }

    /** The code that the launcher ended with, once it has. */
    OptionalInt exitCode() {
        return launcher.isAlive() ? OptionalInt.empty() : OptionalInt.of(launcher.exitValue());
    }

    /** The server itself, once it has written its process id. */
    Optional<ProcessHandle> server() throws IOException {
        return folder.serverPid().process();
    }

    /** Asks both to end, which flushes the server's data, and ends them by force where that takes too long. */
    void stop() throws IOException {
        Set<ProcessHandle> all = all();
        launcher.destroy();
        boolean ended = false;
        try {
            ended = Processes.awaitEnd(all, STOP_TIMEOUT);
        } finally {
            if (!ended) {
                all.forEach(ProcessHandle::destroyForcibly);
            }
        }
        folder.launcherPid().delete();
    }

    /** Ends both at once (SIGKILL) and waits until they are gone. */
    void kill() throws IOException {
        Set<ProcessHandle> all = all();
        all.forEach(ProcessHandle::destroyForcibly);
        if (!Processes.awaitEnd(all, KILL_TIMEOUT)) {
            throw new ElasticsearchFailedException("The processes " + all + " do not end although they were killed");
        }
    }

    private Set<ProcessHandle> all() throws IOException {
        Set<ProcessHandle> all = new LinkedHashSet<>();
        server().ifPresent(all::add);
        launcher.descendants().forEach(all::add);
        all.add(launcher.toHandle());
        return all;
    }
}
