package tollgate.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where Tollgate keeps what it must not forget: {@code TOLLGATE_DATA}, else {@code /var/lib/tollgate} for root and
 * {@code ~/.local/share/tollgate} for everybody else. Root's Elasticsearch runs as nobody, who may not look into root's home.
 */
record Folders(Path data) {
    static final String DATA = "TOLLGATE_DATA";

    static Folders of(Map<String, String> environment) {
        String chosen = environment.get(DATA);
        if (chosen != null && !chosen.isEmpty()) {
            return new Folders(Path.of(chosen).toAbsolutePath().normalize());
        }
        if ("root".equals(System.getProperty("user.name"))) {
            return new Folders(Path.of("/var/lib/tollgate"));
        }
        String shared = environment.get("XDG_DATA_HOME");
        Path parent = shared == null || shared.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".local", "share")
                : Path.of(shared);
        return new Folders(parent.resolve("tollgate"));
    }

    Path elasticsearch() {
        return data.resolve("elasticsearch");
    }

    Path requestLog() {
        return data.resolve("requests");
    }

    /** The folder of the gateway's logs: {@code LOG_FOLDER}, or the one in here. */
    Path chosenRequestLog(Map<String, String> environment) {
        String chosen = environment.getOrDefault("LOG_FOLDER", "").strip();
        return chosen.isEmpty() ? requestLog() : Path.of(chosen);
    }

    /** Of access tokens; it holds no secret. */
    Path tokens() {
        return data.resolve("tokens.json");
    }

    Path shipper() {
        return data.resolve("shipper");
    }

    /** Of the shipper of audit logs. */
    Path audit() {
        return data.resolve("audit-shipper");
    }

    /** Of the shipper on Kafka. */
    Path stream() {
        return data.resolve("stream");
    }

    /** Of the pager's memory. */
    Path pager() {
        return data.resolve("pager");
    }

    /** Of the Kafka that is started here. */
    Path kafka() {
        return data.resolve("kafka");
    }

    Path producer() {
        return data.resolve("producer");
    }

    Path applicationLog() {
        return data.resolve("log").resolve("tollgate.log");
    }

    /** Makes the folder, with a message that names the setting where that is not possible. */
    void create() throws CommandFailedException {
        try {
            Files.createDirectories(data);
        } catch (java.io.IOException e) {
            throw new CommandFailedException(
                    "the data folder " + data + " cannot be made (" + e + "): set " + DATA + " to a folder of yours",
                    e);
        }
    }
}
