package tollgate.setup;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** The wait for a Kibana that may only just be starting, and the question whether it is one that Tollgate fits. */
final class KibanaStart {
    /** The first that takes what the dashboards are made of. */
    private static final int LEAST_MAJOR_VERSION = 9;

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

    private final Kibana kibana;
    private final Duration patience;
    private final InstantSource clock;
    private final Consumer<String> progress;

    KibanaStart(Kibana kibana, Duration patience, InstantSource clock, Consumer<String> progress) {
        this.kibana = kibana;
        this.patience = patience;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Waits until Kibana is available, and returns its version.
     *
     * @throws SetupException where that takes too long, it is no Kibana or one too old, or the space is missing
     */
    String await() throws SetupException, InterruptedException {
        Instant deadline = clock.instant().plus(patience);
        String said = "";
        while (true) {
            try {
                String version = version();
                requireSpace();
                return version;
            } catch (KibanaUnreachableException e) {
                if (!clock.instant().isBefore(deadline)) {
                    throw new SetupException(e.getMessage() + "; waited " + patience.toSeconds() + " s", e);
                }
                if (!said.equals(e.getMessage())) {
                    said = String.valueOf(e.getMessage());
                    progress.accept("waiting: " + said);
                }
                Thread.sleep(BETWEEN_TRIES);
            }
        }
    }

    private String version() throws SetupException {
        Answer status = kibana.get("/api/status");
        String version = status.body().at("/version/number").asText("");
        JsonNode level = status.body().at("/status/overall/level");
        if (status.status() == 503 || !"available".equals(level.asText("available"))) {
            throw new KibanaUnreachableException(
                    "Kibana at " + kibana.settings() + " is not available yet ("
                            + level.asText("status " + status.status()) + "): wait, or look into its log",
                    null);
        }
        if (version.isEmpty()) {
            throw new SetupException("what answers at " + kibana.settings() + " is no Kibana (status " + status.status()
                    + " at /api/status): say with --kibana where it is, with its base path");
        }
        if (Integer.parseInt(version.substring(0, version.indexOf('.'))) < LEAST_MAJOR_VERSION) {
            throw new SetupException("Kibana at " + kibana.settings() + " is version " + version
                    + ", and the dashboards need 9.0 or later: upgrade it, or leave --kibana out to set up"
                    + " Elasticsearch alone");
        }
        return version;
    }

    private void requireSpace() throws SetupException {
        if (kibana.settings().isDefaultSpace()) {
            return;
        }
        String space = kibana.settings().space();
        Answer answer = kibana.get("/api/spaces/space/" + space);
        if (answer.status() == Answer.NOT_FOUND) {
            throw new SetupException("Kibana at " + kibana.settings() + " has no space " + space
                    + ": make it in Stack Management, or say another with --space");
        }
        if (answer.status() == Answer.FORBIDDEN) {
            throw new SetupException("the user may not enter the space " + space + " of Kibana at " + kibana.settings()
                    + ": give the user the privilege All there");
        }
    }
}
