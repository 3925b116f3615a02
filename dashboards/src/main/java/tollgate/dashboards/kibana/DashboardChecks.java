package tollgate.dashboards.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tollgate.dashboards.Grid;

/** What must hold in a dashboard for Kibana to show each of its panels. */
final class DashboardChecks {
    private final String name;
    private final ObjectNode object;
    private final List<String> findings;

    DashboardChecks(String name, ObjectNode object, List<String> findings) {
        this.name = name;
        this.object = object;
        this.findings = findings;
    }

    void check() {
        JsonNode panels = Decoded.of(object.at("/attributes/panelsJSON"));
        if (panels == null || !panels.isArray()) {
            findings.add(name + ": panelsJSON holds no panels");
            return;
        }
        Set<String> indexes = new HashSet<>();
        List<Grid> grids = new ArrayList<>();
        for (JsonNode panel : panels) {
            String index = panel.path("panelIndex").asText();
            require(indexes.add(index), index, "stands there twice");
            require(index.equals(panel.at("/gridData/i").asText()), index, "gridData.i is not its panelIndex");
            grid(index, panel.path("gridData"), grids);
            JsonNode config = panel.path("embeddableConfig");
            require(config.path("description").asText().length() > 1, index, "has no description");
            if (panel.path("type").asText().equals("lens")) {
                lens(index, config.path("attributes"));
            }
            links(index, config);
        }
        controls();
    }

    private void grid(String index, JsonNode data, List<Grid> others) {
        try {
            Grid grid = new Grid(
                    data.path("x").asInt(-1),
                    data.path("y").asInt(-1),
                    data.path("w").asInt(),
                    data.path("h").asInt());
            others.forEach(other -> require(!grid.overlaps(other), index, "overlaps another panel"));
            others.add(grid);
        } catch (IllegalArgumentException e) {
            require(false, index, "gridData: " + e.getMessage());
        }
    }

    private void lens(String index, JsonNode attributes) {
        require(attributes.path("visualizationType").asText().startsWith("lns"), index, "has no visualizationType");
        JsonNode layers = attributes.at("/state/datasourceStates/textBased/layers");
        require(!layers.isEmpty(), index, "has no layer");
        Set<String> columns = new HashSet<>();
        for (Map.Entry<String, JsonNode> layer : layers.properties()) {
            require(!layer.getValue().at("/query/esql").asText().isEmpty(), index, "has no query");
            for (JsonNode column : layer.getValue().path("columns")) {
                require(columns.add(column.path("columnId").asText()), index, "has a column twice");
                require(
                        column.has("fieldName") && column.path("meta").has("type"),
                        index,
                        "has a column without a type");
            }
        }
        JsonNode visualization = attributes.at("/state/visualization");
        List<JsonNode> drawn = new ArrayList<>();
        if (visualization.has("layerId")) {
            drawn.add(visualization);
        }
        visualization.path("layers").forEach(drawn::add);
        require(!drawn.isEmpty(), index, "draws no layer");
        for (JsonNode layer : drawn) {
            require(layers.has(layer.path("layerId").asText()), index, "draws a layer that it does not have");
            accessors(layer)
                    .forEach(used -> require(
                            columns.contains(used), index, "draws the column " + used + ", which it does not have"));
        }
    }

    private static List<String> accessors(JsonNode layer) {
        List<String> used = new ArrayList<>();
        layer.properties().forEach(entry -> {
            if (entry.getKey().endsWith("Accessor")) {
                used.add(entry.getValue().asText());
            }
        });
        for (String list : List.of("accessors", "primaryGroups", "metrics")) {
            layer.path(list).forEach(item -> used.add(item.asText()));
        }
        layer.path("columns").forEach(column -> used.add(column.path("columnId").asText()));
        return used;
    }

    private void links(String index, JsonNode config) {
        Set<String> names = new HashSet<>();
        object.path("references")
                .forEach(reference -> names.add(reference.path("name").asText()));
        for (JsonNode link : config.at("/attributes/links")) {
            String reference = index + ":" + link.path("destinationRefName").asText();
            require(names.contains(reference), index, "has no reference of the name " + reference);
        }
    }

    private void controls() {
        JsonNode controls = Decoded.of(object.at("/attributes/controlGroupInput/panelsJSON"));
        if (controls == null) {
            return;
        }
        for (Map.Entry<String, JsonNode> control : controls.properties()) {
            JsonNode input = control.getValue().path("explicitInput");
            require(
                    input.path("id").asText().equals(control.getKey()),
                    control.getKey(),
                    "the id of the control is not its key");
            require(
                    input.path("selectedOptions").size() == 1,
                    control.getKey(),
                    "nothing is selected, so that its parameter has no value");
        }
    }

    private void require(boolean holds, String part, String what) {
        if (!holds) {
            findings.add(name + ": " + part + ": " + what);
        }
    }
}
