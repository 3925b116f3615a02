package tollgate.setup;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterException;
import tollgate.elasticsearch.IndexTemplates;
import tollgate.elasticsearch.TemplateSettings;

/** The index templates, and how long the streams that they are for keep their documents. */
final class Templates {
    private static final String ALL = "/_index_template/tollgate-*";
    private static final String PRIVILEGE = "manage_index_templates";

    private final Elasticsearch elasticsearch;

    Templates(Elasticsearch elasticsearch) {
        this.elasticsearch = elasticsearch;
    }

    List<Change> install(TemplateSettings settings, boolean dryRun) throws ClusterException {
        Cluster cluster = elasticsearch.cluster();
        return (dryRun ? IndexTemplates.plan(cluster, settings) : IndexTemplates.install(cluster, settings))
                .stream()
                        .map(change ->
                                new Change(Outcome.valueOf(change.result().name()), change.what(), change.note()))
                        .toList();
    }

    List<Change> remove(boolean dryRun) throws SetupException {
        List<Change> changes = new ArrayList<>();
        for (String name : present()) {
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

    /** The names of those that Tollgate made. */
    private Set<String> present() throws SetupException {
        Set<String> present = new TreeSet<>();
        Answer answer = elasticsearch.ask("GET", ALL, null);
        if (answer.status() == Answer.NOT_FOUND) {
            return present;
        }
        for (JsonNode template : elasticsearch
                .require(answer, "the index templates could not be read", PRIVILEGE)
                .path("index_templates")) {
            if (template.at("/index_template/_meta/managed_by").asText().equals("tollgate")) {
                present.add(template.path("name").asText());
            }
        }
        return present;
    }
}
