package tollgate.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.OpType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.adapters.LineFormats;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterException;
import tollgate.elasticsearch.ClusterSettings;
import tollgate.elasticsearch.IndexTemplates;
import tollgate.elasticsearch.TemplateSettings;
import tollgate.elasticsearch.local.ElasticsearchSettings;
import tollgate.elasticsearch.local.FileUsers;
import tollgate.elasticsearch.local.LocalElasticsearch;
import tollgate.requestlog.DataStream;
import tollgate.setup.stub.StubKibana;
import tollgate.shipper.AuditShipper;
import tollgate.shipper.Shipper;
import tollgate.shipper.ShipperSettings;
import tollgate.shipper.bulk.HttpBulkTransport;
import tollgate.shipper.enrich.ConfiguredEnricher;
import tollgate.shipper.file.InputPattern;
import tollgate.shipper.verify.Verification;
import tollgate.shipper.verify.Verifier;

/** Each role on a real server with security: its part works with the role and nothing else, and cannot do more. */
class RolesIT {
    private static final String PASSWORD = "of-a-test";
    private static final String REQUESTS = DataStream.REQUEST.in("default");

    private static LocalElasticsearch server;

    @BeforeAll
    static void start() throws Exception {
        Map<String, String> roles = new HashMap<>();
        Map<String, String> passwords = new HashMap<>();
        for (Map.Entry<String, ObjectNode> role : Roles.bodies("default").entrySet()) {
            roles.put(role.getKey(), role.getValue().toString());
            passwords.put(role.getKey(), PASSWORD);
        }
        server = LocalElasticsearch.startSecured(
                ElasticsearchSettings.defaults(), new FileUsers(roles, passwords), System.err::println);
        try (Cluster none = as("tollgate_shipper")) {
            assertThatThrownBy(() ->
                            IndexTemplates.installIfAllowed(none, TemplateSettings.DEFAULT, "default", line -> {}))
                    .isInstanceOf(ClusterException.class)
                    .hasMessage("the user may not install index templates, and there is no " + REQUESTS
                            + " yet: run ./tollgate setup first, as a user who may");
        }
        try (Cluster installer = as("tollgate_installer");
                StubKibana stub = StubKibana.start(0)) {
            SetupOptions options = new SetupOptions(
                    KibanaSettings.of(stub.uri(), "default", Map.of()),
                    "default",
                    TemplateSettings.DEFAULT,
                    false,
                    false,
                    false,
                    Duration.ZERO);
            List<Change> changes =
                    new Setup(installer, options, InstantSource.system(), line -> {}).install(new TestBundle());
            assertThat(changes)
                    .hasSize(2 * DataStream.values().length + 6)
                    .allMatch(change -> change.outcome() == Outcome.CREATED);
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void shipperShipsAndVerifiesWithItsRoleAndChangesNothing(@TempDir Path folder) throws Exception {
        Path log = Files.writeString(folder.resolve("requests.log"), """
            {"timestamp":"2026-11-24T12:00:00Z","request_id":"a","model_name":"alpha","input_tokens":100,"output_tokens":10}
            {"timestamp":"2026-11-24T12:00:01Z","request_id":"b","model_name":"alpha","input_tokens":200,"output_tokens":20}
            no line of a request log
            """);
        Path audit = Files.writeString(
                folder.resolve("audit.log"),
                "{\"@timestamp\":\"2026-11-24T12:00:00Z\",\"event\":{\"action\":\"start\"}}\n");
        try (Cluster shipper = as("tollgate_shipper")) {
            List<String> notes = new ArrayList<>();
            IndexTemplates.installIfAllowed(shipper, TemplateSettings.DEFAULT, "default", notes::add);
            assertThat(notes).containsExactly("index templates are left as they are: this user may not renew them");
            for (String state : List.of("first", "lost")) { // a lost checkpoint makes it look everything up
                ShipperSettings settings = ShipperSettings.of(log.toString(), folder.resolve(state))
                        .withExitAtEnd(true);
                new Shipper(
                                settings,
                                new HttpBulkTransport(shipper),
                                ConfiguredEnricher.of(Map.of()),
                                InstantSource.system())
                        .run();
                new AuditShipper(
                                ShipperSettings.of(
                                                audit.toString(),
                                                folder.resolve(state).resolve("audit"))
                                        .withExitAtEnd(true),
                                new HttpBulkTransport(shipper),
                                InstantSource.system())
                        .run();
            }
            shipper.client().indices().refresh(request -> request.index(DataStream.AUDIT.in("default")));
            assertThat(shipper.client()
                            .count(request -> request.index(DataStream.AUDIT.in("default")))
                            .count())
                    .isEqualTo(1);
            Verification found = new Verifier(
                            shipper, "default", LineFormats.of(LineFormats.TOLLGATE), 1, finding -> {})
                    .verify(InputPattern.of(log.toString()), Instant.MIN, lines -> {});
            assertThat(found.isClean()).isTrue();
            assertThat(found.indexed()).isEqualTo(2);
            assertThat(found.refused()).isEqualTo(1);

            assertForbidden(shipper, "PUT", "/_index_template/other", "{\"index_patterns\":[\"other-*\"]}");
            assertForbidden(shipper, "DELETE", "/" + REQUESTS, null);
            assertForbidden(shipper, "POST", "/other/_doc", "{}");
            assertForbidden(shipper, "GET", "/" + DataStream.ALERT.in("default") + "/_count", null);
            assertForbidden(shipper, "PUT", "/_cluster/settings", "{\"persistent\":{\"search.max_buckets\":1000}}");
            String index = backingIndex(shipper);
            assertThatThrownBy(() -> shipper.client()
                            .index(request -> request.index(index)
                                    .id("x")
                                    .ifSeqNo(0L)
                                    .ifPrimaryTerm(1L)
                                    .document(Map.of("@timestamp", 0))))
                    .isInstanceOfSatisfying(
                            ElasticsearchException.class,
                            e -> assertThat(e.status()).isEqualTo(403));
            assertThatThrownBy(() -> shipper.client()
                            .delete(request -> request.index(index).id("x")))
                    .isInstanceOfSatisfying(
                            ElasticsearchException.class,
                            e -> assertThat(e.status()).isEqualTo(403));
        }
    }

    @Test
    void consoleReadsAndWritesNothing() throws Exception {
        try (Cluster pager = as("tollgate_pager")) {
            pager.client()
                    .index(request -> request.index("tollgate-pager-default")
                            .id("silence")
                            .document(Map.of("kind", "silence")));
        }
        try (Cluster console = as("tollgate_console")) {
            assertThat(console.client()
                            .count(request -> request.index(REQUESTS))
                            .count())
                    .isNotNegative();
            assertThat(console.client()
                            .get(
                                    request -> request.index("tollgate-pager-default")
                                            .id("silence"),
                                    Map.class)
                            .found())
                    .isTrue();
            assertForbidden(console, "POST", "/tollgate-pager-default/_doc", "{\"kind\":\"silence\"}");
            assertForbidden(console, "POST", "/" + REQUESTS + "/_doc", "{\"@timestamp\":0}");
            assertForbidden(console, "POST", "/" + REQUESTS + "/_refresh", null);
        }
    }

    @Test
    void pagerReadsFiguresAndNotesPagesAndChangesNothing() throws Exception {
        try (Cluster pager = as("tollgate_pager")) {
            assertThat(pager.client()
                            .count(request -> request.index(DataStream.ALERT.in("default")))
                            .count())
                    .isZero();
            pager.client()
                    .index(request -> request.index("logs-llm_gateway.page-default")
                            .opType(OpType.Create)
                            .document(Map.of("@timestamp", "2026-03-15T14:30:22Z")));
            pager.client()
                    .index(request ->
                            request.index("tollgate-pager-default").id("lease").document(Map.of("kind", "lease")));
            assertThat(pager.client().count(request -> request.index(REQUESTS)).count())
                    .isNotNegative();
            assertForbidden(pager, "POST", "/" + REQUESTS + "/_doc", "{\"@timestamp\":0}");
            assertForbidden(pager, "POST", "/" + DataStream.ALERT.in("default") + "/_doc", "{\"@timestamp\":0}");
        }
    }

    private static String backingIndex(Cluster cluster) throws IOException {
        return cluster.client()
                .indices()
                .getSettings(request -> request.index(REQUESTS))
                .settings()
                .keySet()
                .iterator()
                .next();
    }

    private static void assertForbidden(Cluster cluster, String method, String path, @Nullable String body)
            throws IOException, SetupException {
        JsonNode json = body == null ? null : new ObjectMapper().readTree(body);
        Answer answer = new Elasticsearch(cluster).ask(method, path, json);
        assertThat(answer.status())
                .as(method + " " + path + " " + answer.body())
                .isEqualTo(403);
    }

    private static Cluster as(String user) throws ClusterException {
        URI uri = server.uri();
        return Cluster.connect(
                ClusterSettings.of(uri, Map.of(ClusterSettings.USERNAME, user, ClusterSettings.PASSWORD, PASSWORD)));
    }
}
