package tollgate.console.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;

/**
 * What a question is answered.
 *
 * @param columns in order
 * @param rows arrays of values in the order of the columns
 * @param cut whether there are more rows than were asked for
 */
public record Table(List<Column> columns, ArrayNode rows, boolean cut) {
    /**
     * A column.
     *
     * @param type as Elasticsearch names it
     */
    public record Column(String name, String type) {}

    public Table {
        columns = List.copyOf(columns);
    }

    /** The value of a row by its column's name; a missing node where there is no such column. */
    public JsonNode value(int row, String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return rows.path(row).path(i);
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }
}
