package tollgate.dashboards.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tollgate.elasticsearch.EsqlTable;

/**
 * A group that matches a rule at one moment.
 *
 * @param group the values of the group's columns, as text, in their order; those that are null are left out, as Kibana does
 * @param value what was measured
 * @param threshold what it was compared with
 * @param row all columns
 */
public record Finding(Map<String, String> group, double value, double threshold, Map<String, JsonNode> row) {
    /** The alert's id within the rule: equal at every run for the same group, and equal to Kibana's. */
    public String alertId() {
        return group.values().stream().collect(Collectors.joining(","));
    }

    static Finding of(List<String> groupBy, EsqlTable table, int row) {
        Map<String, JsonNode> columns = new LinkedHashMap<>();
        table.columns().forEach(column -> columns.put(column, table.value(row, column)));
        Map<String, String> group = new LinkedHashMap<>();
        for (String column : groupBy) {
            JsonNode value = table.value(row, column);
            if (!value.isNull()) {
                group.put(column, text(value));
            }
        }
        return new Finding(
                group,
                table.value(row, "value").asDouble(),
                table.value(row, "threshold").asDouble(),
                columns);
    }

    /** A whole number without a fraction, as JavaScript writes it. */
    private static String text(JsonNode value) {
        return value.isFloatingPointNumber() && value.asDouble() == Math.rint(value.asDouble())
                ? Long.toString(value.asLong())
                : value.asText();
    }
}
