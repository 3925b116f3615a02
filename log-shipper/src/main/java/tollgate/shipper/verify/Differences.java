package tollgate.shipper.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tollgate.requestlog.DocumentField;
import tollgate.requestlog.Field;

/**
 * Compares documents field by field. Numbers are equal when their values are. Fields that only the index has are no
 * difference: what the shipper adds to a line is not in the line.
 */
final class Differences {
    /** When the document was written differs between two writings of one line, and a caller's address is masked. */
    private static final Set<String> IGNORED =
            Set.of(DocumentField.EVENT_INGESTED.documentPath(), Field.CLIENT_ADDRESS.documentPath());

    /** The dotted names of the fields that differ. */
    static List<String> between(JsonNode expected, JsonNode actual) {
        List<String> differing = new ArrayList<>();
        collect("", expected, actual, differing);
        return differing;
    }

    private static void collect(String path, JsonNode expected, JsonNode actual, List<String> differing) {
        if (expected.isObject()) {
            for (Map.Entry<String, JsonNode> field : expected.properties()) {
                String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                collect(name, field.getValue(), actual.path(field.getKey()), differing);
            }
        } else if (!IGNORED.contains(path) && !same(expected, actual)) {
            differing.add(path);
        }
    }

    private static boolean same(JsonNode expected, JsonNode actual) {
        if (expected.isNumber() && actual.isNumber()) {
            return new BigDecimal(expected.asText()).compareTo(new BigDecimal(actual.asText())) == 0;
        }
        return expected.equals(actual);
    }

    private Differences() {}
}
