package tollgate.dashboards.kibana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import tollgate.dashboards.Control;
import tollgate.dashboards.Dashboard;
import tollgate.dashboards.Panel;

/**
 * Makes a dashboard Kibana's saved object, as {@code src/platform/plugins/shared/dashboard/server} of Kibana 9 reads it. It uses the form
 * that 9.0 wrote and that later versions still read.
 */
final class DashboardCompiler {
    /** The last model without sections. */
    private static final String VERSION = "10.2.0";

    private static final String TITLE_PREFIX = "[LLM gateway] ";
    private static final int REFRESH_MS = 60_000;

    private DashboardCompiler() {}

    static SavedObject compile(Dashboard dashboard) {
        ObjectNode attributes = object();
        attributes.put("title", TITLE_PREFIX + dashboard.title());
        attributes.put("description", dashboard.description());
        attributes.put("timeRestore", true);
        attributes.put("timeFrom", dashboard.range().from());
        attributes.put("timeTo", dashboard.range().to());
        attributes.putObject("refreshInterval").put("pause", true).put("value", REFRESH_MS);
        attributes.putObject("kibanaSavedObjectMeta").put("searchSourceJSON", Ndjson.compact(noSearch()));
        attributes.put("optionsJSON", Ndjson.compact(options()));
        if (!dashboard.controls().isEmpty()) {
            attributes.set("controlGroupInput", controls(dashboard.controls()));
        }
        List<SavedObject.Reference> references = new ArrayList<>();
        ArrayNode panels = JsonNodeFactory.instance.arrayNode();
        for (Panel panel : dashboard.panels()) {
            panels.add(PanelCompiler.compile(panel));
            for (String link : panel.links()) {
                references.add(new SavedObject.Reference(
                        "dashboard", link, panel.id() + ":" + PanelCompiler.linkReference(link)));
            }
        }
        attributes.put("panelsJSON", Ndjson.compact(panels));
        references.add(KibanaObjects.tagged());
        return new SavedObject("dashboard", dashboard.id(), attributes, references, VERSION);
    }

    /** The query and the filters of a bar that nobody has typed into. */
    static ObjectNode noSearch() {
        ObjectNode search = object();
        search.putObject("query").put("query", "").put("language", "kuery");
        search.putArray("filter");
        return search;
    }

    private static ObjectNode options() {
        return object().put("useMargins", true)
                .put("syncColors", true)
                .put("syncCursor", true)
                .put("syncTooltips", false)
                .put("hidePanelTitles", false);
    }

    private static ObjectNode controls(List<Control> controls) {
        ObjectNode panels = object();
        for (Control control : controls) {
            ObjectNode panel = panels.putObject(control.parameter());
            panel.put("order", panels.size() - 1);
            panel.put("width", "medium");
            panel.put("grow", false);
            panel.put("type", "esqlControl");
            ObjectNode input = panel.putObject("explicitInput");
            input.put("id", control.parameter());
            input.put("title", control.label());
            input.put("controlType", "VALUES_FROM_QUERY");
            input.put("variableName", control.parameter());
            input.put("variableType", "values");
            input.put("esqlQuery", control.query());
            input.put("singleSelect", true);
            input.putArray("selectedOptions").add(Control.ALL);
            input.putArray("availableOptions").add(Control.ALL);
        }
        ObjectNode ignored = object().put("ignoreFilters", false)
                .put("ignoreQuery", false)
                .put("ignoreTimerange", false)
                .put("ignoreValidations", false);
        ObjectNode group = object();
        group.put("controlStyle", "oneLine");
        group.put("chainingSystem", "HIERARCHICAL");
        group.put("showApplySelections", false);
        group.put("ignoreParentSettingsJSON", Ndjson.compact(ignored));
        group.put("panelsJSON", Ndjson.compact(panels));
        return group;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
