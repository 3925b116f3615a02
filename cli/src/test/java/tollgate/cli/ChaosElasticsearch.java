package tollgate.cli;

import static org.awaitility.Awaitility.await;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.local.LocalElasticsearch;
import tollgate.requestlog.DataStream;
import tollgate.shipper.RealElasticsearch;

/** A real Elasticsearch that dies, comes back, and is counted in. */
final class ChaosElasticsearch implements AutoCloseable {
    private static final String SUM = "requests";

    private LocalElasticsearch server;

    ChaosElasticsearch(LocalElasticsearch server) {
        this.server = server;
    }

    URI uri() {
        return server.uri();
    }

    void dieAndComeBack(int pauseMillis) throws InterruptedException {
        server.kill();
        Thread.sleep(pauseMillis);
        server = LocalElasticsearch.start(server.settings(), line -> {});
    }

    /** Waits for the first document where there is none yet: there would be nothing that could be rolled over. */
    void rollOver() throws Exception {
        try (Cluster cluster = RealElasticsearch.connect(uri())) {
            await().atMost(Duration.ofMinutes(5))
                    .until(() -> cluster.client()
                            .indices()
                            .exists(request -> request.index(stream(DataStream.REQUEST)))
                            .value());
            cluster.client().indices().rollover(request -> request.alias(stream(DataStream.REQUEST)));
        }
    }

    private static String stream(DataStream stream) {
        return stream.in(DataStream.DEFAULT_NAMESPACE);
    }

    long count(Cluster cluster, DataStream stream) throws IOException {
        cluster.client()
                .indices()
                .refresh(request -> request.index(stream(stream)).ignoreUnavailable(true));
        return cluster.client()
                .count(request -> request.index(stream(stream)).ignoreUnavailable(true))
                .count();
    }

    /** What the documents of a stream say of the number of requests, added up. */
    long requests(Cluster cluster, DataStream stream) throws IOException {
        cluster.client()
                .indices()
                .refresh(request -> request.index(stream(stream)).ignoreUnavailable(true));
        var sums = cluster.client()
                .search(
                        search -> search.index(stream(stream))
                                .ignoreUnavailable(true)
                                .size(0)
                                .aggregations(SUM, sum -> sum.sum(field -> field.field("llm_gateway.requests"))),
                        Void.class)
                .aggregations();
        Aggregate sum = sums.get(SUM);
        return sum == null ? 0 : Math.round(Objects.requireNonNullElse(sum.sum().value(), 0.0));
    }

    /** Documents of requests with nothing but {@code event.id}, in its order. */
    List<JsonNode> requestIds(Cluster cluster) {
        List<JsonNode> all = new ArrayList<>();
        new ChaosDocuments(cluster, stream(DataStream.REQUEST), "event.id").forEach(all::add);
        return all;
    }

    /** All documents of a stream, of which only a page is in memory at a time. */
    Collection<JsonNode> documents(Cluster cluster, DataStream stream) {
        return new ChaosDocuments(cluster, stream(stream), null);
    }

    @Override
    public void close() {
        server.close();
    }
}
