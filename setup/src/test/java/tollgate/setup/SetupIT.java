package tollgate.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterException;
import tollgate.elasticsearch.ClusterSettings;
import tollgate.elasticsearch.EsqlTable;
import tollgate.elasticsearch.TemplateSettings;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;
import tollgate.requestlog.DataStream;
import tollgate.setup.stub.StubKibana;

/** A whole set-up: a real Elasticsearch, and a stub of Kibana. */
class SetupIT {
    @RegisterExtension
    static final ElasticsearchExtension SERVER = ElasticsearchExtension.v8();

    private final String namespace = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final TestBundle bundle = new TestBundle();
    private StubKibana stub;
    private Cluster cluster;

    @BeforeEach
    void connect() throws IOException, ClusterException {
        stub = StubKibana.start(0).space("ops");
        cluster = Cluster.connect(ClusterSettings.of(SERVER.uri(), Map.of()));
    }

    @AfterEach
    void close() throws Exception {
        setup("ops", false).remove();
        cluster.close();
        stub.close();
    }

    @Test
    void allIsMadeOnceAndTakenAwayButWhatHoldsDocuments() throws Exception {
        List<String> dry = install("ops", true);
        assertThat(stub.ids("ops")).isEmpty();
        List<String> first = install("ops", false);

        assertThat(first)
                .hasSize(2 * DataStream.values().length + 6)
                .allMatch(line -> line.startsWith("created  ") || line.startsWith("unchanged  index template"))
                .contains("created    data stream " + DataStream.REQUEST.in(namespace), "created    rule CPU busy");
        assertThat(dry).isEqualTo(first);
        assertThat(stub.ids("ops")).hasSize(6);
        for (DataStream stream : DataStream.values()) {
            assertThat(EsqlTable.query(cluster, "FROM " + stream.in(namespace) + " | STATS n = COUNT(*)", Map.of())
                            .value(0, "n")
                            .asInt())
                    .as("an empty panel and no error")
                    .isZero();
        }

        assertThat(install("ops", false)).hasSize(first.size()).allMatch(line -> line.startsWith("unchanged  "));

        cluster.client()
                .index(request -> request.index(DataStream.REQUEST.in(namespace))
                        .refresh(co.elastic.clients.elasticsearch._types.Refresh.True)
                        .opType(co.elastic.clients.elasticsearch._types.OpType.Create)
                        .document(Map.of("@timestamp", "2026-03-15T14:30:22Z")));
        List<String> removed = lines(setup("ops", false).remove());

        assertThat(removed)
                .contains(
                        "removed    rule CPU busy",
                        "kept       data stream " + DataStream.REQUEST.in(namespace)
                                + ": it holds 1 documents, which stay:" + " DELETE /_data_stream/"
                                + DataStream.REQUEST.in(namespace) + " removes them",
                        "kept       data stream " + DataStream.USAGE.in(namespace)
                                + ": this edition of Elasticsearch cannot delete data streams; it is empty")
                .anyMatch(line ->
                        line.startsWith("kept       index template tollgate-request: data streams still use it"))
                .noneMatch(line -> line.startsWith("failed"));
        assertThat(stub.ids("ops")).isEmpty();
        assertThat(new ElasticsearchInventoryStore(new Elasticsearch(cluster)).load())
                .isEqualTo(Inventory.EMPTY);
    }

    @Test
    void secondSpaceIsRefusedAndRemovalNeedsToKnowKibana() throws Exception {
        install("ops", false);

        assertThatThrownBy(() -> install("default", false))
                .hasMessage(
                        "Tollgate is installed in the space ops of Kibana: say --space ops, or remove it there first"
                                + " with --remove");
        assertThatThrownBy(() -> new Setup(cluster, options(null, false), InstantSource.system(), line -> {}).remove())
                .hasMessage("dashboards and rules are installed in Kibana: say with --kibana where it is");
    }

    @Test
    void keyForAPartThatIsNoneIsRefused() {
        assertThatThrownBy(() -> setup("ops", false).apiKey("gateway"))
                .hasMessage(
                        "--api-key gateway is none of shipper, repricer, pager, console, viewer, installer: the gateway"
                                + " writes files and needs no key");
    }

    private List<String> install(String space, boolean dryRun) throws Exception {
        return lines(setup(space, dryRun).install(bundle));
    }

    private static List<String> lines(List<Change> changes) {
        List<String> lines = new ArrayList<>();
        changes.forEach(change -> lines.add(change.toString()));
        return lines;
    }

    private Setup setup(String space, boolean dryRun) {
        return new Setup(
                cluster,
                options(KibanaSettings.of(stub.uri(), space, Map.of()), dryRun),
                InstantSource.system(),
                line -> {});
    }

    private SetupOptions options(@org.jspecify.annotations.Nullable KibanaSettings kibana, boolean dryRun) {
        return new SetupOptions(kibana, namespace, TemplateSettings.DEFAULT, true, false, dryRun, Duration.ZERO);
    }
}
