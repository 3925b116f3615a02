package tollgate.hostmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterException;
import tollgate.elasticsearch.ClusterSettings;
import tollgate.elasticsearch.IndexTemplates;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.DocumentName;
import tollgate.requestlog.HostField;

/** This host in a real Elasticsearch of either version. */
abstract class HostSamplerContract {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String namespace = "h" + UUID.randomUUID().toString().substring(0, 8);
    private Cluster cluster;

    abstract URI server();

    @BeforeEach
    void connect() throws ClusterException {
        cluster = Cluster.connect(ClusterSettings.of(server(), Map.of()));
        IndexTemplates.install(cluster);
    }

    @AfterEach
    void close() throws IOException {
        cluster.close();
    }

    Cluster cluster() {
        return cluster;
    }

    /** Takes samples until three have come in full, and returns their stream. */
    String sampled() throws IOException {
        HostMetricsSettings settings = new HostMetricsSettings(
                Duration.ofMillis(200), List.of(new Probe("itself", URI.create(server() + "/_nodes/_local"))));
        try (HostSampler sampler = HostSampler.start(settings, cluster, namespace)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> sampler.sent() >= 3 * 7);
            assertThat(sampler.dropped()).isZero();
        }
        String stream = DataStream.HOST.in(namespace);
        cluster.http().performRequest(new Request("POST", "/" + stream + "/_refresh"));
        return stream;
    }

    @Test
    void samplesArriveWithTheTypesOfTheTable() throws IOException {
        String stream = sampled();

        JsonNode mapping =
                get("/" + stream + "/_mapping/field/*").elements().next().path("mappings");
        Stream.concat(HostField.SHARED.stream(), Stream.of(HostField.values()))
                .forEach(field -> assertThat(type(mapping, field)).isEqualTo(expected(field)));
        for (String kind : List.of("cpu", "load", "memory", "filesystem", "process")) {
            assertThat(hits(stream, "metricset.name:" + kind)).as(kind).isGreaterThanOrEqualTo(3);
        }
        assertThat(hits(stream, "system.cpu.total.norm.pct:[0 TO 1]")).isGreaterThanOrEqualTo(2);
        assertThat(hits(stream, "system.filesystem.used.pct:[0 TO 1]"))
                .isEqualTo(hits(stream, "metricset.name:filesystem"));
        assertThat(hits(stream, "monitor.name:itself AND monitor.status:up")).isGreaterThanOrEqualTo(3);
        assertThat(hits(stream, "service.name:log-shipper AND monitor.status:up"))
                .isGreaterThanOrEqualTo(3);
    }

    /** The servers of these tests have no scaled_float. */
    private static String expected(DocumentName field) {
        return field.mapping() == DocumentName.Mapping.SCALED_FLOAT
                ? "double"
                : field.mapping().name().toLowerCase(Locale.ROOT);
    }

    private long hits(String stream, String query) throws IOException {
        Request request = new Request("GET", "/" + stream + "/_count");
        request.addParameter("q", query);
        return JSON.readTree(cluster.http().performRequest(request).getEntity().getContent())
                .path("count")
                .asLong();
    }

    private JsonNode get(String path) throws IOException {
        return JSON.readTree(cluster.http()
                .performRequest(new Request("GET", path))
                .getEntity()
                .getContent());
    }

    private static String type(JsonNode mapping, DocumentName field) {
        String path = field.documentPath();
        String leaf = path.substring(path.lastIndexOf('.') + 1);
        return mapping.path(path).path("mapping").path(leaf).path("type").asText("absent: " + path);
    }
}
