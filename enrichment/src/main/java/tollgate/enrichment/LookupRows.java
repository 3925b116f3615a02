package tollgate.enrichment;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tollgate.files.FileMistakeException;

/** The rows of a table of keys as they come, the first of them naming the columns. Mistakes name their line and no value. */
final class LookupRows {
    private final String file;
    private final LookupBuilder owners;
    private List<String> columns = List.of();

    LookupRows(String file) {
        this.file = file;
        this.owners = new LookupBuilder(file);
    }

    void add(int line, List<String> values) {
        if (columns.isEmpty()) {
            columns = checkedColumns(line, values);
            return;
        }
        if (values.size() != columns.size()) {
            throw new FileMistakeException(
                    file,
                    line,
                    "has " + values.size() + " values, the first line has " + columns.size()
                            + " columns; write one value for each, empty where there is none");
        }
        owners.add(line, value(values, LookupBuilder.KEY_ID), column -> value(values, column));
    }

    private List<String> checkedColumns(int line, List<String> names) {
        Set<String> seen = new LinkedHashSet<>();
        for (String name : names) {
            if (!LookupBuilder.COLUMNS.contains(name)) {
                throw new FileMistakeException(
                        file,
                        line,
                        "column " + (seen.size() + 1) + " has no known name; the first line names the columns: "
                                + String.join(", ", LookupBuilder.COLUMNS));
            }
            if (!seen.add(name)) {
                throw new FileMistakeException(file, line, "has the column " + name + " twice; remove one");
            }
        }
        if (!seen.contains(LookupBuilder.KEY_ID)) {
            throw new FileMistakeException(file, line, "has no column " + LookupBuilder.KEY_ID + "; add it");
        }
        return List.copyOf(names);
    }

    private String value(List<String> values, String column) {
        int at = columns.indexOf(column);
        return at < 0 ? "" : values.get(at);
    }

    Lookup table() {
        if (columns.isEmpty()) {
            throw new FileMistakeException(
                    file, "is empty; its first line names the columns: " + String.join(", ", LookupBuilder.COLUMNS));
        }
        return owners.lookup();
    }
}
