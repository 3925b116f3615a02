package tollgate.benchmarks;

import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import tollgate.benchmarks.relay.RelayMain;
import tollgate.benchmarks.server.ServerProcess;
import tollgate.elasticsearch.local.ElasticsearchSettings;
import tollgate.elasticsearch.local.LocalElasticsearch;
import tollgate.elasticsearch.local.Tuning;

/** A real Elasticsearch 8.19 with temporary data, tuned for throughput. */
final class ElasticsearchTarget implements Target {
    /** The fields as the lines have them: no text is analysed, as in the index of Tollgate. */
    private static final String MAPPINGS = """
        {"settings":{"index.auto_expand_replicas":"0-1"},"mappings":{"dynamic_templates":[\
        {"texts":{"match_mapping_type":"string","mapping":{"type":"keyword","ignore_above":8191}}}]}}\
        """;

    private final LocalElasticsearch server;
    private final JsonHttp http;
    private @Nullable ServerProcess relay;

    private ElasticsearchTarget(LocalElasticsearch server) {
        this.server = server;
        this.http = new JsonHttp(server.uri());
    }

    static ElasticsearchTarget start() {
        return new ElasticsearchTarget(
                LocalElasticsearch.start(ElasticsearchSettings.defaults().tuning(Tuning.THROUGHPUT), message -> {}));
    }

    @Override
    public URI uri() {
        return server.uri();
    }

    @Override
    public URI uriWithRoot() throws IOException, InterruptedException {
        ServerProcess before = relay == null ? startRelay() : relay;
        relay = before;
        return before.uri();
    }

    private ServerProcess startRelay() throws IOException, InterruptedException {
        String version = http.send("GET", "/_nodes/_local", "")
                .path("nodes")
                .iterator()
                .next()
                .path("version")
                .asText();
        return ServerProcess.start(RelayMain.class, uri().toString(), version);
    }

    @Override
    public long pid() {
        return server.pid();
    }

    @Override
    public long arrived(String index) throws IOException, InterruptedException {
        return http.send("GET", "/" + index + "/_stats/indexing", "")
                .at("/_all/primaries/indexing/index_total")
                .asLong();
    }

    @Override
    public long documents(String index) throws IOException, InterruptedException {
        http.send("POST", "/" + index + "/_refresh", "");
        return http.send("GET", "/" + index + "/_count", "").path("count").asLong();
    }

    @Override
    public void prepare(String index) throws IOException, InterruptedException {
        http.send("PUT", "/" + index, MAPPINGS);
    }

    @Override
    public void close() {
        http.close();
        if (relay != null) {
            relay.close();
        }
        server.close();
    }
}
