package tollgate.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

/** Data streams, made empty, so that a dashboard shows an empty panel and not an error. One that holds documents is never removed. */
final class DataStreams implements Target {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Elasticsearch elasticsearch;

    DataStreams(Elasticsearch elasticsearch) {
        this.elasticsearch = elasticsearch;
    }

    static Wanted wanted(String stream) {
        JsonNode nothing = JSON.createObjectNode();
        return new Wanted(Kind.DATA_STREAM, stream, stream, nothing, nothing, nothing, false);
    }

    @Override
    public @Nullable JsonNode current(Ref ref) throws SetupException {
        Answer answer = elasticsearch.ask("GET", "/" + ref.id() + "/_settings?filter_path=*.settings.index.uuid", null);
        if (answer.status() == Answer.NOT_FOUND) {
            return null;
        }
        elasticsearch.require(answer, "the cluster does not say whether it is there", "view_index_metadata on it");
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public void create(Wanted wanted) throws SetupException {
        Answer answer = elasticsearch.ask("PUT", "/_data_stream/" + wanted.id(), null);
        if (isNotServed(answer)) {
            // An edition without this API still makes the stream for a document, even for one that it then refuses.
            elasticsearch.bulkCreate(wanted.id(), "{}");
        } else {
            elasticsearch.require(answer, "the cluster refuses the data stream", "create_index on it");
        }
    }

    @Override
    public void update(Wanted wanted) {
        // There is nothing about it that could differ.
    }

    @Override
    public void remove(Ref ref) throws SetupException {
        Answer counted = elasticsearch.ask("GET", "/" + ref.id() + "/_count", null);
        if (counted.status() == Answer.NOT_FOUND) {
            return;
        }
        long documents = elasticsearch
                .require(counted, "its documents could not be counted", "read on it")
                .path("count")
                .asLong();
        if (documents > 0) {
            throw new RefusedException("it holds %,d documents, which stay: DELETE /_data_stream/%s removes them"
                    .formatted(documents, ref.id()));
        }
        Answer answer = elasticsearch.ask("DELETE", "/_data_stream/" + ref.id(), null);
        if (isNotServed(answer)) {
            throw new RefusedException("this edition of Elasticsearch cannot delete data streams; it is empty");
        }
        elasticsearch.require(answer, "the data stream could not be removed", "delete_index on it");
    }

    private static boolean isNotServed(Answer answer) {
        boolean unknown = answer.body().path("error").asText("").startsWith("no handler found");
        return answer.status() == 405 || (answer.status() == Answer.BAD_REQUEST && unknown);
    }
}
