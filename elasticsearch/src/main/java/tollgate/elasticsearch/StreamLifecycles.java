package tollgate.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import tollgate.elasticsearch.TemplateChange.Result;
import tollgate.requestlog.DataStream;

/**
 * The lifecycles of data streams that exist; an index template gives its own only to streams that are made later. One that is not as
 * the template said so far was changed by hand, and is kept.
 */
final class StreamLifecycles {
    private static final String NEEDED = "manage_data_stream_lifecycle on it";
    /** What a cluster works out and nobody has set. */
    private static final List<String> WORKED_OUT = List.of("effective_retention", "retention_determined_by");

    private final Cluster cluster;
    private final boolean overwrite;
    private final boolean dryRun;

    StreamLifecycles(Cluster cluster, boolean overwrite, boolean dryRun) {
        this.cluster = cluster;
        this.overwrite = overwrite;
        this.dryRun = dryRun;
    }

    /**
     * Puts a retention in force, in all namespaces.
     *
     * @param said what the index template has said so far
     * @return one for each stream that something is to be said of; where one has failed, the template should stay as it is, since
     *     the next run could not tell that stream from one that was changed by hand
     */
    List<TemplateChange> put(DataStream stream, RetentionPeriod period, JsonNode said)
            throws ClusterUnreachableException {
        RestAnswer there = RestAnswer.of(cluster, "GET", path(stream.pattern()), null);
        if (there.status() == RestAnswer.NOT_FOUND) {
            return List.of();
        }
        if (!there.ok()) {
            return List.of(
                    there.isNotServed()
                            ? change(
                                    Result.KEPT,
                                    stream.pattern(),
                                    "this edition of Elasticsearch has no data stream lifecycle, and deletes nothing")
                            : failed(stream.pattern(), there));
        }
        List<TemplateChange> changes = new ArrayList<>();
        for (JsonNode item : there.body().path("data_streams")) {
            JsonNode current = asSet(item.path("lifecycle"));
            if (!current.equals(period.lifecycle())) {
                changes.add(put(item.path("name").asText(), period, current, current.equals(said)));
            }
        }
        return changes;
    }

    private TemplateChange put(String name, RetentionPeriod period, JsonNode current, boolean ours)
            throws ClusterUnreachableException {
        if (!ours && !overwrite) {
            return change(
                    Result.KEPT,
                    name,
                    "its lifecycle is " + current
                            + ", which somebody set by hand; ./tollgate setup --overwrite makes it " + period);
        }
        if (!dryRun) {
            RestAnswer answer = RestAnswer.of(cluster, "PUT", path(name), period.lifecycle());
            if (!answer.ok()) {
                return failed(name, answer);
            }
        }
        return change(Result.UPDATED, name, period + "; the lifecycle was " + current);
    }

    /** A lifecycle as it was set; a null node where there is none. */
    static JsonNode asSet(JsonNode lifecycle) {
        return lifecycle.isObject() ? ((ObjectNode) lifecycle.deepCopy()).remove(WORKED_OUT) : NullNode.getInstance();
    }

    private static TemplateChange failed(String name, RestAnswer answer) {
        return change(
                Result.FAILED,
                name,
                "it stays as it is, since the cluster refuses it (" + answer.reason() + ")"
                        + (answer.status() == RestAnswer.FORBIDDEN
                                ? ": run ./tollgate setup as a user with the privilege " + NEEDED
                                : ""));
    }

    private static TemplateChange change(Result result, String name, String note) {
        return new TemplateChange(result, "retention of " + name, note);
    }

    private static String path(String name) {
        return "/_data_stream/" + name + "/_lifecycle";
    }
}
