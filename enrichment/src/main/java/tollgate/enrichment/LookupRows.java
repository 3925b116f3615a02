package tollgate.enrichment;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.LineReader;

/** The rows of a table of keys as they come, the first of them naming the columns. Mistakes name their line and no value. */
final class LookupRows {
    private static final String KEY_ID = "key_id";
    private static final String TENANT = "tenant";
    private static final String TEAM = "team";
    private static final String COST_CENTER = "cost_center";
    private static final Set<String> KNOWN = new LinkedHashSet<>(List.of(KEY_ID, TENANT, TEAM, COST_CENTER));

    private final Path file;
    private final Map<String, Lookup.Owner> owners = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private List<String> columns = List.of();

    LookupRows(Path file) {
        this.file = file;
    }

    void add(int line, List<String> values) {
        if (columns.isEmpty()) {
            columns = checkedColumns(line, values);
            return;
        }
        if (values.size() != columns.size()) {
            throw new LookupException(
                    file,
                    line,
                    "has " + values.size() + " values, the first line has " + columns.size()
                            + " columns; write one value for each, empty where there is none");
        }
        String keyId = value(line, values, KEY_ID);
        if (keyId == null) {
            throw new LookupException(file, line, KEY_ID + " is empty; write one or remove the line");
        }
        Integer before = lines.put(keyId, line);
        if (before != null) {
            throw new LookupException(file, line, "has the same " + KEY_ID + " as line " + before + "; remove one");
        }
        owners.put(
                keyId,
                new Lookup.Owner(
                        value(line, values, TENANT), value(line, values, TEAM), value(line, values, COST_CENTER)));
    }

    private List<String> checkedColumns(int line, List<String> names) {
        Set<String> seen = new LinkedHashSet<>();
        for (String name : names) {
            if (!KNOWN.contains(name)) {
                throw new LookupException(
                        file,
                        line,
                        "column " + (seen.size() + 1) + " has no known name; the first line names the columns: "
                                + String.join(", ", KNOWN));
            }
            if (!seen.add(name)) {
                throw new LookupException(file, line, "has the column " + name + " twice; remove one");
            }
        }
        if (!seen.contains(KEY_ID)) {
            throw new LookupException(file, line, "has no column " + KEY_ID + "; add it");
        }
        return List.copyOf(names);
    }

    private @Nullable String value(int line, List<String> values, String column) {
        int at = columns.indexOf(column);
        String value = at < 0 ? "" : values.get(at);
        if (value.length() > LineReader.MAX_TEXT_CHARS) {
            throw new LookupException(
                    file, line, column + " is longer than " + LineReader.MAX_TEXT_CHARS + " characters; shorten it");
        }
        return value.isEmpty() ? null : value;
    }

    Lookup table() {
        if (columns.isEmpty()) {
            throw new LookupException(file, "is empty; its first line names the columns: " + String.join(", ", KNOWN));
        }
        return new Lookup(owners);
    }
}
