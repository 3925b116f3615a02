package tollgate.benchmarks.paging;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes the watchers that are compared, each with the same rule and a receiver of its own. */
final class Watchers {
    private final Path folder;
    private final URI elasticsearch;
    private final MessageServer receiver;

    Watchers(Path folder, URI elasticsearch, MessageServer receiver) {
        this.folder = folder;
        this.elasticsearch = elasticsearch;
        this.receiver = receiver;
    }

    /** Tollgate's own, with its built-in rules every 30 seconds, which repeats a page after four hours. */
    Watcher tollgate() throws IOException {
        String path = "tollgate";
        Path file = Files.writeString(folder.resolve("pager.yaml"), """
                receivers:
                  - {name: benchmark, type: webhook, url: '%s'}
                routes:
                  - {name: all, receivers: benchmark, storm_at: 0}
                """.formatted(receiver.uri(path)));
        return new Watcher(
                path,
                "Tollgate",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx96m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "tollgate.cli.Tollgate",
                        "page",
                        "--pager-file",
                        file.toString(),
                        "--state",
                        folder.resolve("pager").toString(),
                        "--elasticsearch",
                        elasticsearch.toString()),
                folder.resolve("pager.log"));
    }

    /**
     * ElastAlert 2, with a rule that asks the same and an index of its own.
     *
     * @param programs folder of its programs
     * @param samples folder of its configuration
     * @param realert how long it sends nothing more of a model of which it has sent something; empty for its default
     */
    Watcher elastAlert(Path programs, Path samples, String path, String title, String realert)
            throws IOException, InterruptedException {
        Path home = Files.createDirectories(folder.resolve(path));
        Path rules = Files.createDirectories(home.resolve("rules"));
        Path config = Files.writeString(
                home.resolve("config.yaml"),
                Files.readString(samples.resolve("config.yaml"))
                        .replace("RULES", rules.toString())
                        .replace("PORT", Integer.toString(elasticsearch.getPort()))
                        .replace("WRITEBACK", path));
        Files.writeString(
                rules.resolve("rule.yaml"),
                Files.readString(samples.resolve("rule.yaml"))
                                .replace("RECEIVER", receiver.uri(path).toString())
                        + (realert.isEmpty() ? "" : "realert: " + realert + "\n"));
        Path log = folder.resolve(path + ".log");
        Process made = new ProcessBuilder(
                        programs.resolve("elastalert-create-index").toString(),
                        "--config",
                        config.toString(),
                        "--no-ssl",
                        "--index",
                        path)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (made.waitFor() != 0) {
            throw new IOException("ElastAlert cannot make its index; what it said is in " + log);
        }
        return new Watcher(
                path,
                title,
                List.of(programs.resolve("elastalert").toString(), "--verbose", "--config", config.toString()),
                log);
    }
}
