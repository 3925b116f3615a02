package tollgate.dashboards.kibana;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tollgate.dashboards.Dashboards;
import tollgate.dashboards.rule.KibanaRules;

/** The import files that are kept beside their sources. */
public final class KibanaFiles {
    /** Name of the file with all dashboards, and what they need. */
    public static final String DASHBOARDS = "dashboards.ndjson";
    /** Name of the file with all rules, with the defaults of their settings. */
    public static final String RULES = "rules.ndjson";

    private KibanaFiles() {}

    /** Writes them into a folder, the only argument. */
    public static void main(String[] arguments) throws IOException {
        for (Map.Entry<String, String> file : texts().entrySet()) {
            Files.writeString(Path.of(arguments[0], file.getKey()), file.getValue());
        }
    }

    /** Each file's text by its name. */
    public static Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(
                DASHBOARDS,
                Ndjson.write(KibanaObjects.of(Dashboards.all()).stream()
                        .map(SavedObject::json)
                        .toList()));
        texts.put(RULES, KibanaRules.compile());
        return texts;
    }
}
