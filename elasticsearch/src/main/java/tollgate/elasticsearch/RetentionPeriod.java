package tollgate.elasticsearch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/**
 * How long documents are kept at least.
 *
 * @param text as Elasticsearch writes it: whole days or hours, such as {@code 30d} or {@code 36h}; or {@code forever}
 */
public record RetentionPeriod(String text) {
    private static final String FOREVER = "forever";
    /** Up to 99,999 of them, so that no cluster finds it too long for its clock. */
    private static final Pattern LIMITED = Pattern.compile("[1-9][0-9]{0,4}[dh]");

    /** @throws IllegalArgumentException in one line, where it is none */
    public RetentionPeriod {
        if (!text.equals(FOREVER) && !LIMITED.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no retention: write whole days or hours, such as 30d or 36h, or forever");
        }
    }

    /** The lifecycle of a data stream that keeps its documents so long, as a cluster gives it back. */
    ObjectNode lifecycle() {
        ObjectNode lifecycle = JsonNodeFactory.instance.objectNode().put("enabled", true);
        return text.equals(FOREVER) ? lifecycle : lifecycle.put("data_retention", text);
    }

    @Override
    public String toString() {
        return text;
    }
}
