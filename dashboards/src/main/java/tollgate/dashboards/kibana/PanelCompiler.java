package tollgate.dashboards.kibana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import tollgate.dashboards.Grid;
import tollgate.dashboards.Panel;

/** Makes a panel what a dashboard's {@code panelsJSON} holds: all of it by value. */
final class PanelCompiler {
    private static final int FONT_SIZE = 12;

    private PanelCompiler() {}

    static ObjectNode compile(Panel panel) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", type(panel.kind()));
        json.put("panelIndex", panel.id());
        Grid grid = panel.grid();
        json.putObject("gridData")
                .put("x", grid.x())
                .put("y", grid.y())
                .put("w", grid.w())
                .put("h", grid.h())
                .put("i", panel.id());
        ObjectNode config = json.putObject("embeddableConfig");
        config.put("title", panel.title());
        config.put("description", panel.description());
        if (panel.title().isEmpty()) {
            config.put("hidePanelTitles", true);
        }
        if (panel.range() != null) {
            config.putObject("timeRange")
                    .put("from", panel.range().from())
                    .put("to", panel.range().to());
        }
        config.putObject("enhancements");
        switch (panel.kind()) {
            case MARKDOWN -> config.set("savedVis", markdown(panel));
            case LINKS -> config.set("attributes", links(panel));
            default -> config.set("attributes", LensCompiler.compile(panel));
        }
        return json;
    }

    static String linkReference(String dashboard) {
        return "link_" + dashboard + "_dashboard";
    }

    private static String type(Panel.Kind kind) {
        return switch (kind) {
            case MARKDOWN -> "visualization";
            case LINKS -> "links";
            default -> "lens";
        };
    }

    private static ObjectNode markdown(Panel panel) {
        ObjectNode vis = JsonNodeFactory.instance.objectNode();
        vis.put("id", "");
        vis.put("title", panel.title());
        vis.put("description", panel.description());
        vis.put("type", "markdown");
        vis.putObject("uiState");
        vis.putObject("params")
                .put("fontSize", FONT_SIZE)
                .put("openLinksInNewTab", false)
                .put("markdown", panel.text());
        ObjectNode data = vis.putObject("data");
        data.putArray("aggs");
        data.set("searchSource", DashboardCompiler.noSearch());
        return vis;
    }

    private static ObjectNode links(Panel panel) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        attributes.put("layout", "horizontal");
        ArrayNode links = attributes.putArray("links");
        for (String dashboard : panel.links()) {
            ObjectNode link = links.addObject();
            link.put("id", dashboard);
            link.put("type", "dashboardLink");
            link.put("order", links.size() - 1);
            link.put("destinationRefName", linkReference(dashboard));
            link.putObject("options")
                    .put("openInNewTab", false)
                    .put("useCurrentDateRange", true)
                    .put("useCurrentFilters", true);
        }
        return attributes;
    }
}
