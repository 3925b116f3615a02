package tollgate.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tollgate.elasticsearch.TemplateChange.Result;
import tollgate.requestlog.DataStream;

/** Puts index templates in place, and lifecycles that somebody set on the streams that are there. */
final class TemplateInstaller {
    private final Cluster cluster;
    private final TemplateSettings settings;
    private final boolean dryRun;
    private final StreamLifecycles lifecycles;

    TemplateInstaller(Cluster cluster, TemplateSettings settings, boolean dryRun) {
        this.cluster = cluster;
        this.settings = settings;
        this.dryRun = dryRun;
        this.lifecycles = new StreamLifecycles(cluster, settings.overwrite(), dryRun);
    }

    List<TemplateChange> install() throws ClusterException {
        List<TemplateChange> changes = new ArrayList<>();
        for (DataStream stream : DataStream.values()) {
            install(stream, changes);
        }
        return changes;
    }

    private void install(DataStream stream, List<TemplateChange> changes) throws ClusterException {
        String name = "tollgate-" + stream.name().toLowerCase(Locale.ROOT);
        JsonNode current = current(name);
        List<TemplateChange> streams = new ArrayList<>();
        JsonNode lifecycle = cluster.hasLifecycles() ? lifecycle(stream, current, streams) : NullNode.getInstance();
        JsonNode wanted =
                put(name, new TemplateBody(stream, settings.thresholds(), lifecycle, shards(stream, current)));
        Result result = current.isMissingNode()
                ? Result.CREATED
                : TemplateBody.same(current, wanted) ? Result.UNCHANGED : Result.UPDATED;
        changes.add(new TemplateChange(result, "index template " + name, ""));
        changes.addAll(streams);
    }

    /**
     * What the template is to say. Where nobody sets anything, that is what it says already: a command that is not told of a
     * retention must not take back, and so shorten, what another was told.
     *
     * @param changes takes what became of the streams that are there, which come first: see {@link StreamLifecycles#put}
     */
    private JsonNode lifecycle(DataStream stream, JsonNode current, List<TemplateChange> changes)
            throws ClusterUnreachableException {
        JsonNode said = StreamLifecycles.asSet(current.at("/template/lifecycle"));
        @Nullable RetentionPeriod set = settings.retention().set(stream);
        if (set == null) {
            return said.isNull() ? Retention.byDefault(stream).lifecycle() : said;
        }
        changes.addAll(lifecycles.put(stream, set, said));
        boolean failed = changes.stream().anyMatch(change -> change.result() == Result.FAILED);
        return failed ? said : set.lifecycle();
    }

    /** As with the lifecycle, what nobody sets stays. A cluster gives numbers of settings back as text. */
    private JsonNode shards(DataStream stream, JsonNode current) {
        Integer set = settings.requestShards();
        if (stream == DataStream.REQUEST && set != null) {
            return TextNode.valueOf(set.toString());
        }
        JsonNode said = current.at("/template/settings/index/" + TemplateBody.SHARDS);
        return said.isMissingNode() ? NullNode.getInstance() : said;
    }

    private JsonNode current(String name) throws ClusterException {
        RestAnswer answer = RestAnswer.of(cluster, "GET", "/_index_template/" + name, null);
        if (answer.status() == RestAnswer.NOT_FOUND) {
            return MissingNode.getInstance();
        }
        if (!answer.ok()) {
            throw refused(name, answer);
        }
        return answer.body().at("/index_templates/0/index_template");
    }

    /** Histograms came with 9.4, but an edition without their module has none, and no scaled_float: trying tells. */
    private JsonNode put(String name, TemplateBody body) throws ClusterException {
        ObjectNode first = body.json(true);
        if (send(name, first).ok()) {
            return first;
        }
        ObjectNode second = body.json(false);
        RestAnswer answer = send(name, second);
        if (!answer.ok()) {
            throw refused(name, answer);
        }
        return second;
    }

    private RestAnswer send(String name, ObjectNode body) throws ClusterUnreachableException {
        return dryRun
                ? RestAnswer.of(cluster, "POST", "/_index_template/_simulate/" + name, body)
                : RestAnswer.of(cluster, "PUT", "/_index_template/" + name, body);
    }

    private static ClusterException refused(String name, RestAnswer answer) {
        return new ClusterRefusesException(
                "the cluster refuses the index template " + name + ": " + answer.reason()
                        + (answer.status() == RestAnswer.FORBIDDEN
                                ? ": the right manage_index_templates is needed"
                                : ""),
                answer.status());
    }
}
