package tollgate.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch._types.OpType;
import co.elastic.clients.transport.rest5_client.low_level.Request;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tollgate.elasticsearch.TemplateChange.Result;
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
        IndexTemplates.install(cluster, TemplateSettings.DEFAULT.withThresholds(thresholds));
        String stream = create(DataStream.REQUEST);

        JsonNode mapping =
                get("/" + stream + "/_mapping/field/*").elements().next().path("mappings");

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

    @Test
    void streamsGetTheRetentionOfTheirTemplateAndInstallingAgainChangesNothing() throws Exception {
        IndexTemplates.install(cluster);
        TemplateSettings set = TemplateSettings.DEFAULT.withRetention(Retention.DEFAULT
                .with(DataStream.REQUEST, new RetentionPeriod("60d"))
                .with(DataStream.USAGE, new RetentionPeriod("forever")));
        try {
            assertThat(lifecycle(create(DataStream.REQUEST))).isEqualTo("{'enabled':true,'data_retention':'30d'}");
            assertThat(lifecycle(create(DataStream.USAGE))).isEqualTo("{'enabled':true,'data_retention':'400d'}");

            List<TemplateChange> plan = IndexTemplates.plan(cluster, set);
            assertThat(plan)
                    .filteredOn(change -> change.result() == Result.UPDATED)
                    .hasToString("[index template tollgate-request, index template tollgate-usage]");
            assertThat(plan)
                    .as("neither server has the lifecycles of streams")
                    .filteredOn(change -> change.result() == Result.KEPT)
                    .hasToString(
                            "[retention of logs-llm_gateway.request-*: this edition of Elasticsearch has no data stream"
                                    + " lifecycle, and deletes nothing, retention of metrics-llm_gateway.usage-*: this edition of"
                                    + " Elasticsearch has no data stream lifecycle, and deletes nothing]");
            assertThat(IndexTemplates.install(cluster, set)).isEqualTo(plan);

            assertThat(lifecycle(create(DataStream.REQUEST))).isEqualTo("{'enabled':true,'data_retention':'60d'}");
            assertThat(lifecycle(create(DataStream.USAGE))).isEqualTo("{'enabled':true}");
            assertThat(IndexTemplates.install(cluster, TemplateSettings.DEFAULT))
                    .as("what nobody sets stays as it was set before")
                    .hasSize(DataStream.values().length)
                    .allMatch(change -> change.result() == Result.UNCHANGED);
        } finally {
            IndexTemplates.install(
                    cluster,
                    TemplateSettings.DEFAULT.withRetention(Retention.DEFAULT
                            .with(DataStream.REQUEST, Retention.byDefault(DataStream.REQUEST))
                            .with(DataStream.USAGE, Retention.byDefault(DataStream.USAGE))));
        }
    }

    @Test
    void requestsGetAsManyShardsAsAreSetUntilAnotherNumberIsSet() throws Exception {
        IndexTemplates.install(cluster);
        try {
            assertThat(shards(create(DataStream.REQUEST))).isEqualTo("1");

            assertThat(IndexTemplates.install(cluster, TemplateSettings.DEFAULT.withRequestShards(3)))
                    .filteredOn(change -> change.result() == Result.UPDATED)
                    .hasToString("[index template tollgate-request]");
            assertThat(shards(create(DataStream.REQUEST))).isEqualTo("3");
            assertThat(shards(create(DataStream.USAGE))).isEqualTo("1");

            assertThat(IndexTemplates.install(cluster, TemplateSettings.DEFAULT))
                    .as("what nobody sets stays as it was set before")
                    .allMatch(change -> change.result() == Result.UNCHANGED);
            assertThat(shards(create(DataStream.REQUEST))).isEqualTo("3");
        } finally {
            IndexTemplates.install(cluster, TemplateSettings.DEFAULT.withRequestShards(1));
        }
        assertThat(shards(create(DataStream.REQUEST))).isEqualTo("1");
    }

    private String shards(String stream) throws IOException {
        return get("/" + stream + "/_settings").findPath("number_of_shards").asText();
    }

    private String create(DataStream kind) throws IOException {
        String stream = kind.in("t" + UUID.randomUUID().toString().substring(0, 8));
        cluster.client()
                .index(request -> request.index(stream)
                        .opType(OpType.Create)
                        .document(Map.of("@timestamp", "2026-03-15T14:30:22Z", "surprise", Map.of("field", 1))));
        return stream;
    }

    private String lifecycle(String stream) throws IOException {
        return get("/_cluster/state/metadata?filter_path=metadata.data_stream.data_stream.*.lifecycle")
                .at("/metadata/data_stream/data_stream")
                .path(stream)
                .path("lifecycle")
                .toString()
                .replace('"', '\'');
    }

    private JsonNode get(String path) throws IOException {
        return new ObjectMapper()
                .readTree(cluster.http()
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
