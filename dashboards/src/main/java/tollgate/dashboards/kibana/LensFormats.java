package tollgate.dashboards.kibana;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import tollgate.dashboards.Column.Format;

/** How Lens writes values. */
final class LensFormats {
    private LensFormats() {}

    static @Nullable ObjectNode of(Format format) {
        return switch (format) {
            case PLAIN -> null;
            case COUNT, TOKENS -> format("number", 0, "");
            case DECIMAL -> format("number", 2, "");
            // The amount of one request begins in the fourth decimal.
            case MONEY -> format("number", 4, "");
            case MILLISECONDS -> format("number", 0, " ms");
            case SECONDS -> format("number", 1, " s");
            case DAYS -> format("number", 1, " d");
            case PERCENT -> format("percent", 2, "");
            case BYTES -> format("bytes", 1, "");
        };
    }

    private static ObjectNode format(String id, int decimals, String suffix) {
        ObjectNode format = JsonNodeFactory.instance.objectNode();
        format.put("id", id);
        ObjectNode params = format.putObject("params").put("decimals", decimals);
        if (!suffix.isEmpty()) {
            params.put("suffix", suffix);
        }
        return format;
    }
}
