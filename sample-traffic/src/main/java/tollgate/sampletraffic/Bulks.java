package tollgate.sampletraffic;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import java.io.IOException;
import tollgate.elasticsearch.Cluster;
import tollgate.requestlog.DocumentJson;
import tollgate.shipper.bulk.BulkAnswer;
import tollgate.shipper.bulk.BulkBody;
import tollgate.shipper.bulk.HttpBulkTransport;

/** Sends documents in bulks, each of which must be created. */
final class Bulks {
    private static final int OK = 200;
    private static final int CREATED = 201;

    private final Cluster cluster;
    private final HttpBulkTransport transport;
    private final int fullBytes;
    private final BulkBody body = new BulkBody();

    Bulks(Cluster cluster, int fullBytes) {
        this.cluster = cluster;
        this.transport = new HttpBulkTransport(cluster);
        this.fullBytes = fullBytes;
    }

    BulkBody body() {
        return body;
    }

    DocumentJson begin(String stream, String id) throws IOException {
        return body.begin(stream, id);
    }

    void end() throws IOException {
        body.end();
        sendIfFull();
    }

    void sendIfFull() throws IOException {
        if (body.size() >= fullBytes) {
            flush();
        }
    }

    void flush() throws IOException {
        if (body.items() == 0) {
            return;
        }
        BulkAnswer answer = transport.send(body);
        if (answer.status() != OK) {
            throw new IOException("Elasticsearch answers " + answer.status() + " to a bulk");
        }
        for (BulkAnswer.Item item : answer.items()) {
            if (item.status() != CREATED) {
                throw new IOException("Elasticsearch does not create a document: " + item);
            }
        }
        body.clear();
    }

    void refresh() throws IOException {
        cluster.http().performRequest(new Request("POST", "/_refresh"));
    }
}
