package tollgate.setup;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tollgate.elasticsearch.ClusterException;
import tollgate.elasticsearch.IndexTemplates;
import tollgate.requestlog.SloThresholds;

/** The index templates, told by what they were before and are afterwards. */
final class Templates {
    private static final String ALL = "/_index_template/tollgate-*";
    private static final String PRIVILEGE = "manage_index_templates";

    private final Elasticsearch elasticsearch;

    Templates(Elasticsearch elasticsearch) {
        this.elasticsearch = elasticsearch;
    }

    /** Installs them; a dry run tells only whether there are any. */
    List<Change> install(SloThresholds thresholds, boolean dryRun) throws SetupException, ClusterException {
        Map<String, String> before = present();
        if (dryRun) {
            return List.of(new Change(
                    before.isEmpty() ? Outcome.CREATED : Outcome.UNCHANGED,
                    "index templates",
                    before.isEmpty() ? "" : "unless this version has newer ones, which a real run tells"));
        }
        IndexTemplates.install(elasticsearch.cluster(), thresholds);
        Map<String, String> after = present();
        List<Change> changes = new ArrayList<>();
        after.forEach((name, body) -> changes.add(new Change(
                !before.containsKey(name)
                        ? Outcome.CREATED
                        : before.get(name).equals(body) ? Outcome.UNCHANGED : Outcome.UPDATED,
                "index template " + name,
                "")));
        return changes;
    }

    List<Change> remove(boolean dryRun) throws SetupException {
        List<Change> changes = new ArrayList<>();
        for (String name : new TreeSet<>(present().keySet())) {
            String what = "index template " + name;
            changes.add(dryRun ? new Change(Outcome.REMOVED, what, "") : remove(name, what));
        }
        return changes;
    }

    private Change remove(String name, String what) throws SetupException {
        Answer answer = elasticsearch.ask("DELETE", "/_index_template/" + name, null);
        return answer.ok()
                ? new Change(Outcome.REMOVED, what, "")
                : new Change(Outcome.KEPT, what, "data streams still use it (" + answer.reason() + ")");
    }

    /** Fingerprints by name, of those that Tollgate made. */
    private Map<String, String> present() throws SetupException {
        Map<String, String> present = new TreeMap<>();
        Answer answer = elasticsearch.ask("GET", ALL, null);
        if (answer.status() == Answer.NOT_FOUND) {
            return present;
        }
        for (JsonNode template : elasticsearch
                .require(answer, "the index templates could not be read", PRIVILEGE)
                .path("index_templates")) {
            if (template.at("/index_template/_meta/managed_by").asText().equals("tollgate")) {
                present.put(template.path("name").asText(), Fingerprint.of(template.path("index_template")));
            }
        }
        return present;
    }
}
