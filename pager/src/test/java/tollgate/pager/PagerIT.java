package tollgate.pager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tollgate.dashboards.rule.Rules;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterSettings;
import tollgate.elasticsearch.EsqlTable;
import tollgate.elasticsearch.IndexTemplates;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;
import tollgate.pager.page.Language;
import tollgate.pager.page.Links;
import tollgate.pager.receiver.Http;
import tollgate.pager.state.ClusterConnection;
import tollgate.pager.state.MemoryStore;

/** Pagers on a real server: the rules run here, on what stands in the streams; and Kibana's alerts, as they stand in its index. */
class PagerIT {
    @RegisterExtension
    static final ElasticsearchExtension elasticsearch = ElasticsearchExtension.v8();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Rules RULES = Rules.load();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String namespace = "pager" + UUID.randomUUID().toString().substring(0, 8);
    private final StringWriter printed = new StringWriter();

    @SuppressWarnings("NullAway.Init") // set before each test
    private Cluster cluster;

    @BeforeEach
    void connect() throws Exception {
        cluster = Cluster.connect(ClusterSettings.of(elasticsearch.uri(), Map.of()));
        IndexTemplates.install(cluster);
    }

    @AfterEach
    void close() throws IOException {
        cluster.close();
    }

    @Test
    void failingRequestsArePagedAndNotedAndTooFewAreNot() throws Exception {
        String model = "model-" + namespace;
        write(model, "upstream_error", 12);
        write("few-" + namespace, "upstream_error", 9);
        write("well-" + namespace, "ok", 30);
        try (Pager pager = pager(Pagers.Source.BUILT_IN)) {
            await().atMost(PATIENCE).until(() -> printed.toString().contains("[PAGE] Model down: dashscope, " + model));
            write(model, "ok", 60);
            await().atMost(PATIENCE)
                    .until(() -> printed.toString().contains("[RESOLVED] Model down: dashscope, " + model));
            assertThat(printed.toString())
                    .contains("value 100, threshold 50", "http://console:18790/d/tollgate-errors?from=")
                    .doesNotContain("few-" + namespace, "well-" + namespace);
            await().ignoreExceptions().atMost(PATIENCE).until(() -> noted(model) == 2);
            assertThat(pager.status()).startsWith("leads");
        }
    }

    @Test
    void kibanasAlertsArePagedWithTheSameKeyAndResolved() throws Exception {
        Request create = new Request("PUT", "/.alerts-stack.alerts-" + namespace);
        create.setJsonEntity("""
                {"mappings": {"dynamic": false, "properties": {
                  "kibana.alert.status": {"type": "keyword"},
                  "kibana.alert.start": {"type": "date"},
                  "kibana.alert.rule.tags": {"type": "keyword"}}}}""");
        cluster.http().performRequest(create);
        String path = "/.alerts-stack.alerts-" + namespace + "/_doc/1?refresh=true";
        send("PUT", path, alert("active"));
        send("PUT", path.replace("_doc/1", "_doc/2"), alert("active").replace("\"tollgate\"", "\"other\""));
        try (Pager pager = pager(Pagers.Source.KIBANA)) {
            await().atMost(PATIENCE)
                    .until(() -> printed.toString().contains("[PAGE] Model down: dashscope, qwen-" + namespace));
            assertThat(pager.openPages()).isEqualTo(1);
            send("PUT", path, alert("recovered"));
            await().atMost(PATIENCE).until(() -> printed.toString().contains("[RESOLVED] Model down"));
            assertThat(printed.toString()).contains("value 85.5, threshold 50");
        }
    }

    private String alert(String status) {
        return """
                {"kibana.alert.status": "%s", "kibana.alert.instance.id": "dashscope,qwen-%s",
                 "kibana.alert.rule.uuid": "b8ac0e82-8653-5b74-b1cf-6b64e5a3db4d", "kibana.alert.rule.name": "x",
                 "kibana.alert.rule.tags": ["tollgate", "page", "model-down"], "kibana.alert.start": "%s",
                 "kibana": {"alert": {"evaluation": {"value": "85.5", "threshold": "50"}}}}""".formatted(status, namespace, Instant.now());
    }

    private Pager pager(Pagers.Source source) throws IOException {
        PagerFile file = new PagerFile(
                Map.of(), new PrintWriter(printed), new Http(), InstantSource.system(), Duration.ofSeconds(5));
        PagerConfig config = file.absent(Language.EN, new Links(null, java.net.URI.create("http://console:18790")));
        Pagers pagers = new Pagers(new ClusterConnection(cluster), namespace, RULES, RULES.defaults());
        return pagers.pager(source, config, new MemoryStore(), pagers.lease("test"), new SimpleMeterRegistry())
                .start();
    }

    private long noted(String model) throws IOException {
        send("POST", "/logs-llm_gateway.page-" + namespace + "/_refresh", "");
        return EsqlTable.query(
                        cluster,
                        "FROM logs-llm_gateway.page-" + namespace
                                + " | WHERE rule.name == \"model-down\" AND llm_gateway.alert.id LIKE \"*" + model
                                + "\" AND llm_gateway.page.delivery_ms >= 0 AND event.outcome == \"success\""
                                + " | STATS n = COUNT(*)",
                        Map.of())
                .value(0, "n")
                .asLong();
    }

    private void write(String model, String outcome, int count) throws IOException {
        StringBuilder bulk = new StringBuilder();
        for (int i = 0; i < count; i++) {
            ObjectNode document = JSON.createObjectNode();
            document.put("@timestamp", Instant.now().toString());
            document.putObject("event").put("ingested", Instant.now().toString());
            ObjectNode gateway = document.putObject("llm_gateway");
            gateway.put("kind", "request").put("outcome", outcome);
            ObjectNode genAi = document.putObject("gen_ai");
            genAi.putObject("provider").put("name", "dashscope");
            genAi.putObject("request").put("model", model);
            document.putObject("data_stream").put("namespace", namespace);
            bulk.append("{\"create\":{}}\n").append(document).append('\n');
        }
        send("POST", "/logs-llm_gateway.request-" + namespace + "/_bulk?refresh=true", bulk.toString());
    }

    private void send(String method, String path, String body) throws IOException {
        Request request = new Request(method, path);
        if (!body.isEmpty()) {
            request.setJsonEntity(body);
        }
        String answer = new String(
                cluster.http().performRequest(request).getEntity().getContent().readAllBytes(),
                java.nio.charset.StandardCharsets.UTF_8);
        assertThat(answer).doesNotContain("\"errors\":true");
    }
}
