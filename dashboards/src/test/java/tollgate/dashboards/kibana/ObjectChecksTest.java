package tollgate.dashboards.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tollgate.dashboards.DashboardReader;

/** Each check catches the object that is broken in just this way. */
class ObjectChecksTest {
    private static final String SHARED = """
        sources:
          all: FROM logs
        controls:
          - {parameter: tenant, label: Tenant, query: FROM logs}
        """;
    private static final String DASHBOARD = """
        id: one
        title: One
        description: One of each
        from: now-1h
        controls: [tenant]
        panels:
          - id: links
            description: To itself
            kind: links
            grid: 0 0 48 2
            links: [one]
          - id: figure
            title: Figure
            description: A figure
            kind: metric
            grid: 0 2 24 6
            source: all
            query: "| STATS n = COUNT(*)"
            columns: [{name: n, type: long, role: value}]
          - id: lines
            title: Lines
            description: Lines
            kind: xy
            grid: 24 2 24 6
            source: all
            query: "| STATS n = COUNT(*) BY t = BUCKET(@timestamp, 1 hour)"
            columns: [{name: n, type: long, role: value}, {name: t, type: date, role: x}]
        """;
    private static final String UUID = "6d8b298b-ef8a-52b0-b538-30fd2b56b6b6";

    private final ObjectMapper json = new ObjectMapper();
    private List<ObjectNode> objects = List.of();

    @BeforeEach
    void aGoodFile() throws IOException {
        var dashboard = new DashboardReader("shared.yaml", SHARED).read("one.yaml", DASHBOARD);
        objects = new ArrayList<>(KibanaObjects.of(List.of(dashboard)).stream()
                .map(SavedObject::json)
                .toList());
        objects.add(node("action", UUID, "{}"));
        objects.add(node("alert", UUID, "{'enabled': false, 'actions': [{'actionRef': 'action_0'}]}"));
        alert().withArray("references")
                .addObject()
                .put("type", "action")
                .put("id", UUID)
                .put("name", "action_0");
        assertThat(ObjectChecks.findings(objects)).isEmpty();
    }

    @Test
    void anObjectTwice() {
        objects.add(dashboard().deepCopy());
        finds("dashboard:one: stands there twice");
    }

    @Test
    void noVersion() {
        dashboard().remove("typeMigrationVersion");
        finds("dashboard:one: typeMigrationVersion is missing");
    }

    @Test
    void noCoreVersion() {
        dashboard().put("coreMigrationVersion", "");
        finds("dashboard:one: coreMigrationVersion is missing");
    }

    @Test
    void noJsonInAString() {
        attributes().put("optionsJSON", "{");
        finds("dashboard:one: optionsJSON is no string that holds JSON");
    }

    @Test
    void anObjectWhereAStringBelongs() {
        attributes().putObject("optionsJSON");
        finds("dashboard:one: optionsJSON is no string that holds JSON");
    }

    @Test
    void noPanels() {
        attributes().put("panelsJSON", "{}");
        finds("dashboard:one: panelsJSON holds no panels");
    }

    @Test
    void aBrokenDataView() {
        ((ObjectNode) of("index-pattern").path("attributes")).put("fieldFormatMap", "no");
        finds("index-pattern:tollgate-requests: fieldFormatMap is no string that holds JSON");
    }

    @Test
    void aReferenceToNothing() {
        dashboard()
                .withArray("references")
                .addObject()
                .put("type", "tag")
                .put("id", "x")
                .put("name", "y");
        finds("dashboard:one: names tag:x, which is not there");
    }

    @Test
    void twoReferencesOfOneName() {
        ArrayNode references = dashboard().withArray("references");
        references.add(references.get(0));
        finds("dashboard:one: has two references of the name links:link_one_dashboard");
    }

    @Test
    void aLinkWithoutItsReference() {
        dashboard().withArray("references").remove(0);
        finds("dashboard:one: links: has no reference of the name links:link_one_dashboard");
    }

    @Test
    void aSessionWithoutItsDataView() {
        of("search").withArray("references").remove(0);
        finds("search:tollgate-failed-requests: has no reference of the name "
                + "kibanaSavedObjectMeta.searchSourceJSON.index");
    }

    @Test
    void aPanelTwice() {
        panels(panels -> {
            object(panels, 2).put("panelIndex", "figure");
            grid(panels, 2).put("i", "figure");
        });
        finds("dashboard:one: figure: stands there twice");
    }

    @Test
    void anotherPanelsPlace() {
        panels(panels -> grid(panels, 2).put("i", "other"));
        finds("dashboard:one: lines: gridData.i is not its panelIndex");
    }

    @Test
    void panelsOverEachOther() {
        panels(panels -> grid(panels, 2).put("x", 23));
        finds("dashboard:one: lines: overlaps another panel");
    }

    @Test
    void aPanelBeyondTheEdge() {
        panels(panels -> grid(panels, 2).put("w", 25));
        finds("dashboard:one: lines: gridData: a panel is at least 1 by 1 and ends at column 48 or before");
    }

    @Test
    void noDescription() {
        panels(panels -> ((ObjectNode) panels.at("/1/embeddableConfig")).remove("description"));
        finds("dashboard:one: figure: has no description");
    }

    @Test
    void noKindOfVisualization() {
        panels(panels -> ((ObjectNode) panels.at("/1/embeddableConfig/attributes")).remove("visualizationType"));
        finds("dashboard:one: figure: has no visualizationType");
    }

    @Test
    void aFigureOfNoColumn() {
        panels(panels -> visualization(panels, 1).put("metricAccessor", "m"));
        finds("dashboard:one: figure: draws the column m, which it does not have");
    }

    @Test
    void aLineOfNoColumn() {
        panels(panels -> ((ArrayNode) visualization(panels, 2).at("/layers/0/accessors")).add("m"));
        finds("dashboard:one: lines: draws the column m, which it does not have");
    }

    @Test
    void anotherLayer() {
        panels(panels -> visualization(panels, 1).put("layerId", "other"));
        finds("dashboard:one: figure: draws a layer that it does not have");
    }

    @Test
    void noVisualization() {
        panels(panels -> visualization(panels, 1).removeAll());
        finds("dashboard:one: figure: draws no layer");
    }

    @Test
    void noQuery() {
        panels(panels -> ((ObjectNode) layer(panels).path("query")).put("esql", ""));
        finds("dashboard:one: figure: has no query");
    }

    @Test
    void aColumnTwice() {
        panels(panels -> {
            ArrayNode columns = (ArrayNode) layer(panels).path("columns");
            columns.add(columns.get(0));
        });
        finds("dashboard:one: figure: has a column twice");
    }

    @Test
    void aColumnWithoutAType() {
        panels(panels -> ((ObjectNode) layer(panels).at("/columns/0")).remove("meta"));
        finds("dashboard:one: figure: has a column without a type");
    }

    @Test
    void aControlWithoutAChoice() {
        controls(controls -> ((ObjectNode) controls.at("/tenant/explicitInput")).putArray("selectedOptions"));
        finds("dashboard:one: tenant: nothing is selected, so that its parameter has no value");
    }

    @Test
    void aControlOfAnotherId() {
        controls(controls -> ((ObjectNode) controls.at("/tenant/explicitInput")).put("id", "x"));
        finds("dashboard:one: tenant: the id of the control is not its key");
    }

    @Test
    void aRuleThatWouldRun() {
        ((ObjectNode) alert().path("attributes")).put("enabled", true);
        finds("alert:" + UUID + ": is not disabled: it would run with nobody's rights");
    }

    @Test
    void aRuleWhoseIdIsNoUuid() {
        alert().put("id", "rule");
        finds("alert:rule: its id is no UUID");
    }

    @Test
    void aConnectorWhoseIdIsNoUuid() {
        objects.set(objects.size() - 2, node("action", "connector", "{}"));
        ((ObjectNode) alert().at("/references/0")).put("id", "connector");
        finds("action:connector: its id is no UUID");
    }

    @Test
    void anActionWithoutItsConnector() {
        alert().putArray("references");
        finds("alert:" + UUID + ": has no reference of the name action_0");
    }

    private void finds(String finding) {
        assertThat(ObjectChecks.findings(objects)).containsExactly(finding);
    }

    private ObjectNode node(String type, String id, String attributes) {
        try {
            return new SavedObject(
                            type, id, (ObjectNode) json.readTree(attributes.replace('\'', '"')), List.of(), "10.1.0")
                    .json();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private ObjectNode of(String type) {
        return objects.stream()
                .filter(object -> object.path("type").asText().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private ObjectNode alert() {
        return of("alert");
    }

    private ObjectNode dashboard() {
        return of("dashboard");
    }

    private ObjectNode attributes() {
        return (ObjectNode) dashboard().path("attributes");
    }

    private void panels(Consumer<JsonNode> change) {
        changeString(attributes(), change);
    }

    private void controls(Consumer<JsonNode> change) {
        changeString((ObjectNode) attributes().path("controlGroupInput"), change);
    }

    private static void changeString(ObjectNode holder, Consumer<JsonNode> change) {
        JsonNode decoded = Objects.requireNonNull(Decoded.of(holder.path("panelsJSON")));
        change.accept(decoded);
        holder.put("panelsJSON", Ndjson.compact(decoded));
    }

    private static ObjectNode object(JsonNode panels, int index) {
        return (ObjectNode) panels.path(index);
    }

    private static ObjectNode grid(JsonNode panels, int index) {
        return (ObjectNode) panels.path(index).path("gridData");
    }

    private static ObjectNode visualization(JsonNode panels, int index) {
        return (ObjectNode) panels.path(index).at("/embeddableConfig/attributes/state/visualization");
    }

    private static ObjectNode layer(JsonNode panels) {
        return (ObjectNode) panels.at("/1/embeddableConfig/attributes/state/datasourceStates/textBased/layers/data");
    }
}
