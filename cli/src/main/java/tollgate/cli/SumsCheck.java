package tollgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tollgate.elasticsearch.Cluster;
import tollgate.requestlog.DataStream;
import tollgate.shipper.Shipper;
import tollgate.shipper.ShipperException;
import tollgate.shipper.ShipperSettings;

/** Compares the usage windows in Elasticsearch with what file mode makes of the same log, group by group. */
final class SumsCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int MOST_WINDOWS = 10_000;

    private final Cluster cluster;
    private final String requestLogs;
    private final StackOptions options;

    SumsCheck(Cluster cluster, String requestLogs, StackOptions options) {
        this.cluster = cluster;
        this.requestLogs = requestLogs;
        this.options = options;
    }

    /**
     * Waits until all requests are counted, for a minute at most.
     *
     * @param closing closes the windows that are open
     */
    boolean equal(Runnable closing) throws InterruptedException, CommandFailedException {
        try {
            UsageSums expected = fileMode();
            Instant deadline = Instant.now().plus(PATIENCE);
            while (true) {
                closing.run();
                Thread.sleep(BETWEEN_LOOKS);
                UsageSums found = indexed();
                if (found.requests() >= expected.requests() || Instant.now().isAfter(deadline)) {
                    return found.equals(expected);
                }
            }
        } catch (IOException | ShipperException e) {
            throw new CommandFailedException("the sums could not be compared: " + e.getMessage(), e);
        }
    }

    private UsageSums fileMode() throws IOException, ShipperException, InterruptedException, CommandFailedException {
        Path state = Files.createTempDirectory("tollgate-sums-");
        try {
            SummingTransport transport = new SummingTransport(options.cluster.namespace);
            ShipperSettings settings = ShipperSettings.of(requestLogs, state)
                    .withExitAtEnd(true)
                    .withNamespace(options.cluster.namespace)
                    .withThresholds(options.templates.thresholds());
            new Shipper(settings, transport, options.enricher(), InstantSource.system()).run();
            return UsageSums.of(transport.windows());
        } finally {
            try (Stream<Path> files = Files.walk(state)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private UsageSums indexed() throws IOException {
        String stream = DataStream.USAGE.in(options.cluster.namespace);
        cluster.client().indices().refresh(request -> request.index(stream).ignoreUnavailable(true));
        List<JsonNode> windows = new ArrayList<>();
        cluster.client()
                .search(search -> search.index(stream).ignoreUnavailable(true).size(MOST_WINDOWS), JsonNode.class)
                .hits()
                .hits()
                .forEach(hit -> windows.add(hit.source()));
        return UsageSums.of(windows);
    }
}
