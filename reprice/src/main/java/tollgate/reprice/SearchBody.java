package tollgate.reprice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.DocumentName;
import tollgate.requestlog.Field;
import tollgate.requestlog.RecordKind;
import tollgate.requestlog.Timestamps;

/** What Elasticsearch is asked for a page of a walk. */
final class SearchBody {
    private final Selection selection;
    private final int pageSize;

    SearchBody(Selection selection, int pageSize) {
        this.selection = selection;
        this.pageSize = pageSize;
    }

    /** @param after the sort values of the last document of the page before */
    ObjectNode page(String pointInTime, String keepAlive, @Nullable JsonNode after) {
        ObjectNode body = DocumentTree.JSON.createObjectNode();
        body.put("size", pageSize).put("seq_no_primary_term", true).put("track_total_hits", false);
        body.putObject("pit").put("id", pointInTime).put("keep_alive", keepAlive);
        body.set("query", query());
        ArrayNode sort = body.putArray("sort");
        sort.addObject().put(Field.TIMESTAMP.documentPath(), "asc");
        sort.addObject().put("_shard_doc", "asc");
        if (after != null) {
            body.set("search_after", after);
        }
        return body;
    }

    private ObjectNode query() {
        ObjectNode query = DocumentTree.JSON.createObjectNode();
        ArrayNode filter = query.putObject("bool").putArray("filter");
        filter.addObject()
                .putObject("range")
                .putObject(Field.TIMESTAMP.documentPath())
                .put("gte", Timestamps.format(selection.from()))
                .put("lt", Timestamps.format(selection.to()));
        String model = selection.model();
        if (selection.of() == DataStream.REQUEST) {
            filter.add(term(Field.KIND, RecordKind.REQUEST.code()));
            if (model != null) {
                filter.add(answeredOrAskedFor(model));
            }
        } else if (model != null) {
            filter.add(term(Field.RESPONSE_MODEL, model));
        }
        return query;
    }

    private static ObjectNode answeredOrAskedFor(String model) {
        ObjectNode either = DocumentTree.JSON.createObjectNode();
        ArrayNode should =
                either.putObject("bool").put("minimum_should_match", 1).putArray("should");
        should.add(term(Field.RESPONSE_MODEL, model));
        ObjectNode askedFor = should.addObject().putObject("bool");
        askedFor.putArray("filter").add(term(Field.MODEL_NAME, model));
        askedFor.putArray("must_not").addObject().putObject("exists").put("field", Field.RESPONSE_MODEL.documentPath());
        return either;
    }

    private static ObjectNode term(DocumentName name, String value) {
        ObjectNode term = DocumentTree.JSON.createObjectNode();
        term.putObject("term").put(name.documentPath(), value);
        return term;
    }
}
