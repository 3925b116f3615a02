package tollgate.reprice;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import tollgate.elasticsearch.Cluster;

/** Those of a real cluster: read from points in time, written by bulks with sequence numbers. */
final class ElasticsearchDocuments implements Documents {
    private static final int BULK_BYTES = 5 << 20;
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private final ElasticsearchHttp http;
    private final int pageSize;

    ElasticsearchDocuments(Cluster cluster, int pageSize) {
        this.http = new ElasticsearchHttp(cluster);
        this.pageSize = pageSize;
    }

    @Override
    public Walk walk(Selection selection) throws IOException {
        // What was written a moment ago can be searched only after this.
        ElasticsearchHttp.Answer refreshed = http.perform(new Request("POST", "/" + selection.stream() + "/_refresh"));
        if (refreshed.status() == NOT_FOUND) {
            return new EmptyWalk();
        }
        if (refreshed.status() != OK || refreshed.body().at("/_shards/failed").asInt() > 0) {
            throw new IOException("the refresh of " + selection.stream() + " was answered with " + refreshed.status()
                    + " and did not reach all shards");
        }
        return PointInTime.open(http, selection.stream(), new SearchBody(selection, pageSize));
    }

    @Override
    public List<Stored> readAgain(List<Stored> documents) throws IOException {
        List<Stored> found = new ArrayList<>();
        if (documents.isEmpty()) {
            return found;
        }
        ObjectNode body = DocumentTree.JSON.createObjectNode();
        ArrayNode wanted = body.putArray("docs");
        documents.forEach(each -> wanted.addObject().put("_index", each.index()).put("_id", each.id()));
        for (JsonNode each :
                http.ask(ElasticsearchHttp.request("POST", "/_mget", body)).path("docs")) {
            if (each.has("error")) {
                throw new IOException(each.path("_index").asText() + " cannot be read: "
                        + ElasticsearchHttp.reason(each.path("error")));
            }
            if (each.path("found").asBoolean()) {
                found.add(PointInTime.stored(each));
            }
        }
        return found;
    }

    @Override
    public List<Write.Result> write(List<Write> writes) throws IOException {
        List<Write.Result> results = new ArrayList<>();
        ByteArrayOutputStream bulk = new ByteArrayOutputStream();
        int sent = 0;
        for (int i = 0; i < writes.size(); i++) {
            append(writes.get(i), bulk);
            if (bulk.size() >= BULK_BYTES || i == writes.size() - 1) {
                results.addAll(send(bulk.toByteArray(), writes.subList(sent, i + 1)));
                bulk.reset();
                sent = i + 1;
            }
        }
        return results;
    }

    private static void append(Write write, ByteArrayOutputStream to) throws IOException {
        ObjectNode line = DocumentTree.JSON.createObjectNode();
        Stored.Version expected = write.expected();
        ObjectNode action = line.putObject(expected == null ? "create" : "index");
        action.put("_index", write.index()).put("_id", write.id());
        if (expected != null) {
            action.put("if_seq_no", expected.sequenceNumber()).put("if_primary_term", expected.primaryTerm());
        }
        to.writeBytes(DocumentTree.JSON.writeValueAsBytes(line));
        to.write('\n');
        to.writeBytes(DocumentTree.JSON.writeValueAsBytes(write.source()));
        to.write('\n');
    }

    private List<Write.Result> send(byte[] bulk, List<Write> writes) throws IOException {
        Request request = new Request("POST", "/_bulk");
        request.addParameter("filter_path", "items.*.status,items.*.error.type,items.*.error.reason,error");
        request.setEntity(new ByteArrayEntity(bulk, ElasticsearchHttp.NDJSON));
        ElasticsearchHttp.Answer answer = http.perform(request);
        if (isBusy(answer.status())) {
            return Collections.nCopies(writes.size(), Write.Result.BUSY);
        }
        JsonNode items = answer.body().path("items");
        if (answer.status() != OK || items.size() != writes.size()) {
            throw new IOException("a bulk was answered with " + answer.status() + ": "
                    + ElasticsearchHttp.reason(answer.body().path("error")));
        }
        List<Write.Result> results = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            results.add(result(writes.get(i), items.get(i).elements().next()));
        }
        return results;
    }

    private static Write.Result result(Write write, JsonNode item) throws IOException {
        int status = item.path("status").asInt();
        if (status == OK || status == CREATED) {
            return Write.Result.DONE;
        }
        // A document that was to be replaced and is gone is a conflict, too.
        if (status == CONFLICT || (status == NOT_FOUND && write.expected() != null)) {
            return Write.Result.CONFLICT;
        }
        if (isBusy(status)) {
            return Write.Result.BUSY;
        }
        throw new IOException(write.index() + " refuses document " + write.id() + " with " + status + ": "
                + ElasticsearchHttp.reason(item.path("error")));
    }

    private static boolean isBusy(int status) {
        return status == TOO_MANY_REQUESTS || status == UNAVAILABLE;
    }

    private static final class EmptyWalk implements Walk {
        @Override
        public List<Stored> next() {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
