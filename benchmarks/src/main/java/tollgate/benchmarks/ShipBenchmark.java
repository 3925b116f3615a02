package tollgate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tollgate.elasticsearch.local.ElasticsearchSettings;
import tollgate.elasticsearch.local.LocalElasticsearch;
import tollgate.elasticsearch.local.Tuning;

/**
 * Ships a generated log to a real Elasticsearch by the launcher's own command, and says what each of the two processes took.
 *
 * <p>Arguments: launcher, work folder, lines.
 */
final class ShipBenchmark {
    private ShipBenchmark() {}

    @SuppressWarnings("ClosingStandardOutputStreams") // it is the server that is closed
    public static void main(String[] arguments) throws Exception {
        Path launcher = Path.of(arguments[0]).toAbsolutePath();
        Path work = Files.createDirectories(Path.of(arguments[1]).toAbsolutePath());
        long lines = Long.parseLong(arguments[2]);
        Path log = work.resolve("requests-" + lines + ".log");
        if (!Files.exists(log)) {
            System.err.println("generating " + lines + " lines ...");
            LineGenerator.write(log, lines, 1);
        }
        ElasticsearchSettings settings = ElasticsearchSettings.defaults()
                .data(work.resolve("elasticsearch-" + System.currentTimeMillis()))
                .tuning(Tuning.THROUGHPUT);
        try (LocalElasticsearch server = LocalElasticsearch.start(settings, System.err::println)) {
            ProcessUsage serverBefore = ProcessUsage.of(server.pid());
            long start = System.nanoTime();
            ProcessUsage shipper = ship(launcher, work, log, server);
            double seconds = (System.nanoTime() - start) / 1e9;
            double serverCpu = ProcessUsage.of(server.pid()).cpuSeconds() - serverBefore.cpuSeconds();
            System.out.printf(
                    "lines %,d  bytes/line %,d  wall %.1f s  lines/s %,.0f  shipper CPU %.2f s  peak RSS %,d MB"
                            + "  Elasticsearch CPU %.1f s%n",
                    lines,
                    Files.size(log) / lines,
                    seconds,
                    lines / seconds,
                    shipper.cpuSeconds(),
                    shipper.peakRssKilobytes() / 1024,
                    serverCpu);
        }
    }

    private static ProcessUsage ship(Path launcher, Path work, Path log, LocalElasticsearch server)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        launcher.toString(),
                        "ship",
                        "--input",
                        log.toString(),
                        "--elasticsearch",
                        server.uri().toString(),
                        "--state",
                        work.resolve("state-" + System.currentTimeMillis()).toString(),
                        "--exit-at-end")
                .inheritIO()
                .start();
        ProcessUsage last = new ProcessUsage(0, 0);
        while (process.isAlive()) {
            try {
                last = last.orMore(ProcessUsage.of(process.pid()));
            } catch (IOException e) {
                break; // it has ended between the two
            }
            Thread.sleep(20);
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the shipper failed with " + process.exitValue());
        }
        return last;
    }
}
