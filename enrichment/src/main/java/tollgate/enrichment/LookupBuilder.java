package tollgate.enrichment;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tollgate.files.FileMistakeException;
import tollgate.requestlog.LineReader;

/** A table of keys in the making, whatever its form. Mistakes name their line and no value. */
final class LookupBuilder {
    static final String KEY_ID = "key_id";
    private static final String TENANT = "tenant";
    private static final String TEAM = "team";
    private static final String COST_CENTER = "cost_center";

    /** What is said of a key. */
    static final Set<String> OWNER = new LinkedHashSet<>(List.of(TENANT, TEAM, COST_CENTER));

    /** The columns of a table. */
    static final Set<String> COLUMNS = new LinkedHashSet<>(List.of(KEY_ID, TENANT, TEAM, COST_CENTER));

    private final String file;
    private final Map<String, Lookup.Owner> owners = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();

    LookupBuilder(String file) {
        this.file = file;
    }

    /**
     * Takes a key.
     *
     * @param values by column; null and empty are unknown
     */
    void add(int line, String keyId, Function<String, @Nullable String> values) {
        if (keyId.isEmpty()) {
            throw new FileMistakeException(file, line, KEY_ID + " is empty; write one or remove the line");
        }
        checkLength(line, KEY_ID, keyId);
        Integer before = lines.put(keyId, line);
        if (before != null) {
            throw new FileMistakeException(
                    file, line, "has the same " + KEY_ID + " as line " + before + "; remove one");
        }
        owners.put(
                keyId,
                new Lookup.Owner(
                        value(line, TENANT, values), value(line, TEAM, values), value(line, COST_CENTER, values)));
    }

    Lookup lookup() {
        return new Lookup(owners);
    }

    private @Nullable String value(int line, String column, Function<String, @Nullable String> values) {
        String value = values.apply(column);
        if (value == null || value.isEmpty()) {
            return null;
        }
        checkLength(line, column, value);
        return value;
    }

    private void checkLength(int line, String column, String value) {
        if (value.length() > LineReader.MAX_TEXT_CHARS) {
            throw new FileMistakeException(
                    file, line, column + " is longer than " + LineReader.MAX_TEXT_CHARS + " characters; shorten it");
        }
    }
}
