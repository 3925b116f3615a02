package tollgate.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch._types.OpType;
import co.elastic.clients.transport.rest5_client.low_level.Request;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.DocumentField;
import tollgate.requestlog.DocumentName;
import tollgate.requestlog.Field;
import tollgate.requestlog.SloThresholds;

/** What holds on every version of a real Elasticsearch. */
abstract class ClusterContract {
    private Cluster cluster;

    abstract URI server();

    @BeforeEach
    void connect() throws ClusterException {
        cluster = Cluster.connect(ClusterSettings.of(server(), Map.of()));
    }

    @AfterEach
    void close() throws IOException {
        cluster.close();
    }

    Cluster cluster() {
        return cluster;
    }

    @Test
    void everyFieldIsMappedAsTheTableSays() throws Exception {
        SloThresholds thresholds = SloThresholds.parse("250ms,45s");
        IndexTemplates.install(cluster, thresholds);
        IndexTemplates.install(cluster, thresholds); // once more changes nothing
        String stream = DataStream.REQUEST.in("t" + UUID.randomUUID().toString().substring(0, 8));
        cluster.client()
                .index(request -> request.index(stream)
                        .opType(OpType.Create)
                        .document(Map.of("@timestamp", "2026-03-15T14:30:22Z", "surprise", Map.of("field", 1))));

        JsonNode mapping = new ObjectMapper()
                .readTree(cluster.http()
                        .performRequest(new Request("GET", "/" + stream + "/_mapping/field/*"))
                        .getEntity()
                        .getContent())
                .elements()
                .next()
                .path("mappings");

        for (Field field : Field.values()) {
            assertThat(type(mapping, field)).isEqualTo(field.mapping().name().toLowerCase(Locale.ROOT));
        }
        for (DocumentField field : DocumentField.values()) {
            if (field.mapping() != DocumentName.Mapping.EXPONENTIAL_HISTOGRAM) {
                assertThat(type(mapping, field))
                        .isEqualTo(field.mapping().name().toLowerCase(Locale.ROOT));
            }
        }
        assertThat(thresholds.fields())
                .as("the default ones are always mapped, too")
                .hasSize(4)
                .allSatisfy(field -> assertThat(type(mapping, field)).isEqualTo("long"));
        assertThat(SloThresholds.DEFAULT.fields())
                .hasSize(10)
                .allSatisfy(field -> assertThat(type(mapping, field)).isEqualTo("long"));
        assertThat(mapping.has("surprise.field")).isFalse();
    }

    private static String type(JsonNode mapping, DocumentName field) {
        String path = field.documentPath();
        String leaf = path.substring(path.lastIndexOf('.') + 1);
        return mapping.path(path).path("mapping").path(leaf).path("type").asText("absent: " + path);
    }
}
