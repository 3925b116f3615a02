package tollgate.dashboards.kibana;

import java.util.LinkedHashMap;
import java.util.Map;
import tollgate.dashboards.Dashboards;

/** The import files that are kept beside their sources. */
public final class KibanaFiles {
    /** Name of the file with all dashboards, and what they need. */
    public static final String DASHBOARDS = "dashboards.ndjson";

    private KibanaFiles() {}

    /** Each file's text by its name. */
    public static Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(
                DASHBOARDS,
                Ndjson.write(KibanaObjects.of(Dashboards.all()).stream()
                        .map(SavedObject::json)
                        .toList()));
        return texts;
    }
}
