package tollgate.stream.topic;

import java.util.List;

/**
 * The topics by the beginning of their names.
 *
 * @param prefix {@code tollgate} unless several ledgers share a Kafka
 */
public record Topics(String prefix) {
    public static final Topics DEFAULT = new Topics("tollgate");

    /** What Kafka allows, and short enough for the topics of the state. */
    private static final String NAME = "[A-Za-z0-9._-]{1,100}";

    public Topics {
        if (!prefix.matches(NAME)) {
            throw new IllegalArgumentException("'" + prefix
                    + "' cannot begin the names of topics: use up to 100 letters, digits, dots and dashes");
        }
    }

    /** Lines as they come from a gateway, keyed by request id. */
    public String requests() {
        return prefix + ".requests";
    }

    /** Documents of requests. */
    public String enriched() {
        return prefix + ".requests.enriched";
    }

    /** Documents of lines that were refused. */
    public String invalid() {
        return prefix + ".requests.invalid";
    }

    /** Documents of usage windows and of the books of lines. */
    public String usage() {
        return prefix + ".usage";
    }

    /** The topics of documents, keyed by {@code _id}. */
    public List<String> documents() {
        return List.of(enriched(), usage(), invalid());
    }

    /** The group that reads lines, which is also how the topics of its state begin. */
    public String application() {
        return prefix + "-shipper";
    }

    /** The group that reads documents. */
    public String loader() {
        return prefix + "-loader";
    }
}
