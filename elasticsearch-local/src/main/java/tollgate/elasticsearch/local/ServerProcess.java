package tollgate.elasticsearch.local;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** The launcher and the server that it starts: two processes that live and end together. */
final class ServerProcess {
    private final Process launcher;
    private final DataFolder folder;

    private ServerProcess(Process launcher, DataFolder folder) {
        this.launcher = launcher;
        this.folder = folder;
    }

    /** Starts the launcher of a server's home. The node's files must be written. */
    static ServerProcess launch(Path home, DataFolder folder, List<String> launcherFlags, ServerUser user)
            throws IOException {
        Files.deleteIfExists(folder.httpPorts());
        Files.deleteIfExists(folder.serverPid());
        Path program = home.resolve("bin").resolve("elasticsearch");
        ProcessBuilder builder = new ProcessBuilder(user.command(
                        List.of(program.toString(), "-p", folder.serverPid().toString())))
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(folder.log().toFile());
        Map<String, String> environment = builder.environment();
        // Whatever else is set here is not the server's business: secrets above all.
        environment.keySet().retainAll(Set.of("PATH", "LANG", "LC_ALL"));
        environment.put("HOME", folder.path().toString());
        environment.put("ES_JAVA_HOME", System.getProperty("java.home"));
        environment.put("ES_PATH_CONF", folder.config().toString());
        environment.put("ES_TMPDIR", folder.temp().toString());
        environment.put("CLI_JAVA_OPTS", String.join(" ", launcherFlags));
        try {
            return new ServerProcess(builder.start(), folder);
        } catch (IOException e) {
            throw new ElasticsearchFailedException(
                    "Elasticsearch's launcher cannot be run (" + e.getMessage()
                            + "): install bash and, to start it as root, setpriv of util-linux",
                    e);
        }
    }

    /** The code that the launcher ended with, once it has. */
    OptionalInt exitCode() {
        return launcher.isAlive() ? OptionalInt.empty() : OptionalInt.of(launcher.exitValue());
    }

    /** The server's own process id, once it has written it. */
    OptionalLong pid() throws IOException {
        try {
            String text = Files.readString(folder.serverPid()).strip();
            return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        }
    }

    /** Asks both to end, which flushes the server's data, and ends them by force where that takes too long. */
    void end() {
        // By its handle too: for a moment it is a shell script, without the marker.
        launcher.destroy();
        folder.processes().end();
    }

    /** Ends both at once (SIGKILL) and waits until they are gone. */
    void kill() {
        launcher.destroyForcibly();
        folder.processes().kill();
    }
}
