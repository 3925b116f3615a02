package tollgate.dashboards.kibana;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import tollgate.dashboards.Column;
import tollgate.dashboards.Column.Role;
import tollgate.dashboards.Panel;

/** Makes a panel a Lens by value on an ES|QL query ({@code textBased}), in the least state that Kibana opens and saves again. */
final class LensCompiler {
    static final String LAYER = "data";

    private static final Set<Role> MEASURES = EnumSet.of(Role.VALUE, Role.SECONDARY, Role.MINIMUM, Role.MAXIMUM);

    private LensCompiler() {}

    static ObjectNode compile(Panel panel) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        attributes.put("title", panel.title());
        attributes.put("description", panel.description());
        attributes.put("type", "lens");
        attributes.put("visualizationType", LensVisualizations.type(panel.kind()));
        attributes.putArray("references");
        ObjectNode state = attributes.putObject("state");
        String query = Objects.requireNonNull(panel.query(), "a Lens shows a query");
        state.putObject("query").put("esql", query);
        state.putArray("filters");
        state.set("visualization", LensVisualizations.of(panel));
        state.putArray("internalReferences");
        state.putObject("adHocDataViews");
        ObjectNode layer = state.putObject("datasourceStates")
                .putObject("textBased")
                .putObject("layers")
                .putObject(LAYER);
        layer.putObject("query").put("esql", query);
        layer.put("timeField", "@timestamp");
        var columns = layer.putArray("columns");
        panel.columns().forEach(column -> columns.add(column(panel, column)));
        return attributes;
    }

    private static ObjectNode column(Panel panel, Column column) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("columnId", column.name());
        json.put("fieldName", column.name());
        json.put("label", column.label());
        json.put("customLabel", true);
        json.putObject("meta")
                .put("type", kind(column.type()))
                .put("esType", column.type().name().toLowerCase(Locale.ROOT));
        if (MEASURES.contains(column.role())
                || (panel.kind() == Panel.Kind.TABLE && column.type().numeric())) {
            json.put("inMetricDimension", true);
        }
        ObjectNode format = LensFormats.of(column.format());
        if (format != null) {
            json.putObject("params").set("format", format);
        }
        return json;
    }

    private static String kind(Column.Type type) {
        return switch (type) {
            case LONG, INTEGER, DOUBLE -> "number";
            case KEYWORD -> "string";
            case DATE -> "date";
            case BOOLEAN -> "boolean";
        };
    }
}
