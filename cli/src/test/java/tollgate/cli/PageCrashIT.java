package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterSettings;
import tollgate.elasticsearch.EsqlTable;
import tollgate.elasticsearch.IndexTemplates;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;

/**
 * Kills a real pager at random moments while hundreds of alerts open and close, and receivers are at their worst. Alerts stand in an
 * index as Kibana keeps them, since no Kibana can run here. {@code -Dpager.alerts=520 -Dpager.kills=10} plays a long incident.
 */
class PageCrashIT {
    @RegisterExtension
    static final ElasticsearchExtension elasticsearch = ElasticsearchExtension.v8();

    private static final String ALERTS = ".alerts-stack.alerts-default";
    private static final String RULE = "b8ac0e82-8653-5b74-b1cf-6b64e5a3db4d";
    private static final int ALERT_COUNT = Integer.getInteger("pager.alerts", 120);
    private static final int KILLS = Integer.getInteger("pager.kills", 4);
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final String namespace = "crash" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    @Timeout(1_200)
    void eachAlertIsPagedOnceToWhoeverCanTellAndResolved() throws Exception {
        Random random = new Random(5);
        try (Cluster cluster = Cluster.connect(ClusterSettings.of(elasticsearch.uri(), Map.of()));
                Incidents incidents = new Incidents()) {
            IndexTemplates.install(cluster);
            createAlerts(cluster);
            int opened = 0;
            int closed = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                try (Child pager = pager(incidents)) {
                    pager.awaitLine("the pager watches");
                    int target = ALERT_COUNT * (kill + 1) / KILLS;
                    write(cluster, opened, target, "active");
                    opened = target;
                    // The older ones end while the younger ones open.
                    int over = Math.max(0, opened - ALERT_COUNT / 2);
                    write(cluster, closed, over, "recovered");
                    closed = Math.max(closed, over);
                    Thread.sleep(random.nextInt(6_000));
                    pager.kill();
                }
            }
            try (Child pager = pager(incidents)) {
                pager.awaitLine("the pager watches");
                await().atMost(PATIENCE)
                        .until(() -> incidents.incidents().size() == ALERT_COUNT
                                && incidents.chat().size() == ALERT_COUNT);
                write(cluster, closed, ALERT_COUNT, "recovered");
                incidents.beKind();
                await().atMost(PATIENCE).untilAsserted(() -> {
                    assertThat(incidents.incidents().values()).noneMatch(Incidents.Incident::isOpen);
                    assertThat(incidents.chat().values()).allMatch(group -> group.closed() > 0);
                });
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(noted(cluster)).isEqualTo(4L * ALERT_COUNT));
                pager.terminate();
                assertThat(pager.awaitExit()).isEqualTo(143);
            }
            assertThat(incidents.incidents()).hasSize(ALERT_COUNT);
            assertThat(incidents.incidents().values())
                    .allMatch(incident -> incident.equals(new Incidents.Incident(1, 1)));
            assertThat(incidents.chat().values()).allMatch(group -> group.opened() > 0 && group.closed() > 0);
        }
    }

    /** Deliveries that succeeded; each stands there once, however often it was sent. */
    private long noted(Cluster cluster) throws IOException {
        cluster.http().performRequest(new Request("POST", "/logs-llm_gateway.page-" + namespace + "/_refresh"));
        return EsqlTable.query(
                        cluster,
                        "FROM logs-llm_gateway.page-" + namespace
                                + " | WHERE event.outcome == \"success\" AND llm_gateway.page.receiver IN (\"phone\", \"chat\")"
                                + " | STATS n = COUNT(*)",
                        Map.of())
                .value(0, "n")
                .asLong();
    }

    private Child pager(Incidents incidents) throws IOException {
        Path file = folder.resolve("pager.yaml");
        Files.writeString(file, """
                receivers:
                  - name: phone
                    type: pagerduty
                    url: %s
                    routing_key: ${PAGERDUTY_KEY}
                  - name: chat
                    type: slack
                    url: ${CHAT_URL}
                routes:
                  - name: all
                    receivers: [phone, chat]
                    storm_at: 0
                """.formatted(incidents.uri("/pagerduty")));
        return Child.start(
                Map.of(
                        "PAGERDUTY_KEY",
                        "key",
                        "CHAT_URL",
                        incidents.uri("/chat").toString()),
                "page",
                "--rules",
                "kibana",
                "--pager-file",
                file.toString(),
                "--state",
                folder.resolve("state").toString(),
                "--namespace",
                namespace,
                "--elasticsearch",
                elasticsearch.uri().toString());
    }

    private static void createAlerts(Cluster cluster) throws IOException {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode properties = body.putObject("mappings").putObject("properties");
        for (String field :
                new String[] {"status", "instance.id", "rule.uuid", "rule.name", "rule.tags", "evaluation.value"}) {
            properties.putObject("kibana.alert." + field).put("type", "keyword");
        }
        properties.putObject("kibana.alert.start").put("type", "date");
        send(cluster, "PUT", "/" + ALERTS, body.toString());
    }

    /** One document for each alert, changed in place, as Kibana does. */
    private static void write(Cluster cluster, int from, int to, String status) throws IOException {
        StringBuilder bulk = new StringBuilder();
        for (int i = from; i < to; i++) {
            bulk.append("{\"index\":{\"_id\":\"").append(i).append("\"}}\n");
            ObjectNode document = JSON.createObjectNode();
            document.put("kibana.alert.status", status);
            document.put("kibana.alert.instance.id", "dashscope,model-" + i);
            document.put("kibana.alert.rule.uuid", RULE);
            document.put("kibana.alert.rule.name", "[Tollgate] Model down");
            document.putArray("kibana.alert.rule.tags")
                    .add("tollgate")
                    .add("page")
                    .add("model-down");
            document.put("kibana.alert.start", Instant.now().toString());
            bulk.append(document).append('\n');
        }
        if (!bulk.isEmpty()) {
            send(cluster, "POST", "/" + ALERTS + "/_bulk?refresh=true", bulk.toString());
        }
    }

    private static void send(Cluster cluster, String method, String path, String body) throws IOException {
        Request request = new Request(method, path);
        request.setJsonEntity(body);
        String answer = new String(
                cluster.http().performRequest(request).getEntity().getContent().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer).doesNotContain("\"errors\":true");
    }
}
