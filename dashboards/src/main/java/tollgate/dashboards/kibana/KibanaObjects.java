package tollgate.dashboards.kibana;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import tollgate.dashboards.Dashboard;

/** Everything that is imported with the dashboards: the tag, data views, Discover sessions and the dashboards. */
public final class KibanaObjects {
    /** Of the tag that all of them bear. */
    static final String TAG_ID = "tollgate";

    private static final String TAG_VERSION = "8.0.0";

    private KibanaObjects() {}

    /** In an order in which each comes after what it names, as far as dashboards do not name each other. */
    public static List<SavedObject> of(List<Dashboard> dashboards) {
        List<SavedObject> objects = new ArrayList<>();
        objects.add(tag());
        objects.addAll(DataViews.all());
        objects.addAll(DiscoverSessions.all());
        dashboards.forEach(dashboard -> objects.add(DashboardCompiler.compile(dashboard)));
        return objects;
    }

    static SavedObject.Reference tagged() {
        return new SavedObject.Reference("tag", TAG_ID, "tag-ref-" + TAG_ID);
    }

    private static SavedObject tag() {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        attributes.put("name", "LLM gateway");
        attributes.put("description", "What Tollgate shows of the LLM gateway");
        attributes.put("color", "#0B64DD");
        return new SavedObject("tag", TAG_ID, attributes, List.of(), TAG_VERSION);
    }
}
