package tollgate.dashboards.kibana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tollgate.dashboards.Column;
import tollgate.dashboards.Column.Role;
import tollgate.dashboards.Panel;

/** The part of a Lens that says which column is drawn how. */
final class LensVisualizations {
    private static final int ROWS_OF_A_PAGE = 10;

    private LensVisualizations() {}

    static String type(Panel.Kind kind) {
        return switch (kind) {
            case METRIC -> "lnsMetric";
            case XY -> "lnsXY";
            case HEATMAP -> "lnsHeatmap";
            case TABLE -> "lnsDatatable";
            case PIE -> "lnsPie";
            case GAUGE -> "lnsGauge";
            case MARKDOWN, LINKS -> throw new IllegalArgumentException(kind + " is no Lens");
        };
    }

    static ObjectNode of(Panel panel) {
        return switch (panel.kind()) {
            case METRIC -> metric(panel);
            case XY -> xy(panel);
            case HEATMAP -> heatmap(panel);
            case TABLE -> table(panel);
            case PIE -> pie(panel);
            case GAUGE -> gauge(panel);
            case MARKDOWN, LINKS -> throw new IllegalArgumentException(panel.kind() + " is no Lens");
        };
    }

    private static ObjectNode metric(Panel panel) {
        ObjectNode json = layer();
        accessor(json, "metricAccessor", panel, Role.VALUE);
        accessor(json, "secondaryMetricAccessor", panel, Role.SECONDARY);
        accessor(json, "breakdownByAccessor", panel, Role.SERIES);
        return json.put("showBar", false);
    }

    private static ObjectNode gauge(Panel panel) {
        ObjectNode json = layer();
        json.put("shape", "arc");
        accessor(json, "metricAccessor", panel, Role.VALUE);
        accessor(json, "minAccessor", panel, Role.MINIMUM);
        accessor(json, "maxAccessor", panel, Role.MAXIMUM);
        return json.put("ticksPosition", "auto").put("labelMajorMode", "auto");
    }

    private static ObjectNode xy(Panel panel) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        legend(json, null);
        String series = panel.shape().name().toLowerCase(Locale.ROOT);
        json.put("preferredSeriesType", series);
        // A gap is a gap: where nothing was measured, nothing is drawn.
        json.put("fittingFunction", "None");
        json.put("valueLabels", "hide");
        json.putObject("axisTitlesVisibilitySettings")
                .put("x", false)
                .put("yLeft", false)
                .put("yRight", false);
        ObjectNode layer = json.putArray("layers").addObject();
        layer.put("layerId", LensCompiler.LAYER);
        layer.put("layerType", "data");
        layer.put("seriesType", series);
        layer.put("showGridlines", false);
        accessor(layer, "xAccessor", panel, Role.X);
        names(layer.putArray("accessors"), panel, Role.VALUE);
        accessor(layer, "splitAccessor", panel, Role.SERIES);
        return json;
    }

    private static ObjectNode heatmap(Panel panel) {
        ObjectNode json = layer();
        json.put("shape", "heatmap");
        accessor(json, "xAccessor", panel, Role.X);
        accessor(json, "yAccessor", panel, Role.Y);
        accessor(json, "valueAccessor", panel, Role.VALUE);
        json.putObject("gridConfig")
                .put("type", "heatmap_grid")
                .put("isCellLabelVisible", false)
                .put("isXAxisLabelVisible", true)
                .put("isXAxisTitleVisible", false)
                .put("isYAxisLabelVisible", true)
                .put("isYAxisTitleVisible", false);
        legend(json, "heatmap_legend");
        return json;
    }

    private static ObjectNode table(Panel panel) {
        ObjectNode json = layer();
        ArrayNode columns = json.putArray("columns");
        for (Column column : panel.columns()) {
            columns.addObject()
                    .put("columnId", column.name())
                    .put("isMetric", column.type().numeric())
                    .put("isTransposed", false);
        }
        json.putObject("paging").put("enabled", true).put("size", ROWS_OF_A_PAGE);
        return json;
    }

    private static ObjectNode pie(Panel panel) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("shape", "donut");
        ObjectNode layer = json.putArray("layers").addObject();
        layer.put("layerId", LensCompiler.LAYER);
        layer.put("layerType", "data");
        names(layer.putArray("primaryGroups"), panel, Role.SERIES);
        names(layer.putArray("metrics"), panel, Role.VALUE);
        layer.put("numberDisplay", "percent");
        layer.put("categoryDisplay", "default");
        layer.put("legendDisplay", "default");
        layer.put("nestedLegend", false);
        return json;
    }

    private static ObjectNode layer() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("layerId", LensCompiler.LAYER)
                .put("layerType", "data");
    }

    private static void legend(ObjectNode to, @Nullable String type) {
        ObjectNode legend = to.putObject("legend");
        if (type != null) {
            legend.put("type", type);
        }
        legend.put("isVisible", true).put("position", "right");
    }

    private static void accessor(ObjectNode to, String name, Panel panel, Role role) {
        panel.columns(role).forEach(column -> to.put(name, column.name()));
    }

    private static void names(ArrayNode to, Panel panel, Role role) {
        panel.columns(role).forEach(column -> to.add(column.name()));
    }
}
