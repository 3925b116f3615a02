package tollgate.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tollgate.elasticsearch.TemplateChange.Result;
import tollgate.requestlog.DataStream;

/** What becomes of data streams that are there when templates are installed. */
class StreamLifecyclesTest {
    private static final String STREAM = "logs-llm_gateway.request-default";
    private static final String DAYS_30 = "{\"enabled\":true,\"data_retention\":\"30d\"}";
    private static final String DAYS_45 = "{\"enabled\":true,\"data_retention\":\"45d\"}";
    private static final String DAYS_60 = "{\"enabled\":true,\"data_retention\":\"60d\"}";
    private static final TemplateSettings SET_60 = TemplateSettings.DEFAULT.withRetention(
            Retention.DEFAULT.with(DataStream.REQUEST, new RetentionPeriod("60d")));

    private LifecycleStub stub;
    private Cluster cluster;

    @BeforeEach
    void start() throws Exception {
        open("8.19.21");
    }

    private void open(String version) throws Exception {
        stub = new LifecycleStub(version);
        cluster = Cluster.connect(ClusterSettings.of(stub.uri(), Map.of()));
    }

    @AfterEach
    void stop() throws IOException {
        cluster.close();
        stub.close();
    }

    @Test
    void whatIsSetHoldsForStreamsThatAreThereInEveryNamespace() throws Exception {
        IndexTemplates.install(cluster);
        stub.stream(STREAM, DAYS_30);
        stub.stream("logs-llm_gateway.request-eu", DAYS_30);
        stub.stream("metrics-llm_gateway.usage-default", DAYS_30);

        assertThat(changed(SET_60))
                .containsExactly(
                        "UPDATED index template tollgate-request",
                        "UPDATED retention of " + STREAM + ": 60d; the lifecycle was " + DAYS_30,
                        "UPDATED retention of logs-llm_gateway.request-eu: 60d; the lifecycle was " + DAYS_30);
        assertThat(stub.lifecycles)
                .allSatisfy((name, lifecycle) ->
                        assertThat(lifecycle).hasToString(name.contains("usage") ? DAYS_30 : DAYS_60));
        assertThat(stub.ofTemplate("tollgate-request")).isEqualTo(DAYS_60);
        assertThat(changed(SET_60)).isEmpty();
        assertThat(stub.writes).isEqualTo(2);
    }

    @Test
    void whatNobodySetTouchesNoStreamAndTakesNothingBack() throws Exception {
        stub.stream(STREAM, "null");
        IndexTemplates.install(cluster);

        assertThat(stub.ofTemplate("tollgate-request")).isEqualTo(DAYS_30);
        assertThat(stub.ofStream(STREAM)).isEqualTo("null");
        IndexTemplates.install(cluster, SET_60);

        assertThat(changed(TemplateSettings.DEFAULT)).isEmpty();
        assertThat(stub.ofTemplate("tollgate-request")).isEqualTo(DAYS_60);
        assertThat(stub.writes).isZero();
    }

    @Test
    void streamThatIsOlderThanLifecyclesGetsTheFirstOneThatIsSet() throws Exception {
        stub.stream(STREAM, "null");

        assertThat(changed(SET_60)).contains("UPDATED retention of " + STREAM + ": 60d; the lifecycle was null");
        assertThat(stub.ofStream(STREAM)).isEqualTo(DAYS_60);
    }

    @Test
    void lifecycleThatSomebodyChangedIsKeptUnlessItIsToBeOverwritten() throws Exception {
        IndexTemplates.install(cluster);
        for (String byHand : List.of(DAYS_45, "null", "{\"enabled\":false,\"data_retention\":\"30d\"}")) {
            stub.stream(STREAM, byHand);

            assertThat(changed(SET_60))
                    .contains("KEPT retention of " + STREAM + ": its lifecycle is " + byHand
                            + ", which somebody set by hand; ./tollgate setup --overwrite makes it 60d");
            assertThat(stub.ofStream(STREAM)).isEqualTo(byHand);
            assertThat(changed(SET_60.withOverwrite(true)))
                    .containsExactly("UPDATED retention of " + STREAM + ": 60d; the lifecycle was " + byHand);
            assertThat(stub.ofStream(STREAM)).isEqualTo(DAYS_60);
        }
    }

    @Test
    void streamThatMayNotBeChangedIsTakenUpByTheNextRunThatMay() throws Exception {
        IndexTemplates.install(cluster);
        stub.stream(STREAM, DAYS_30);
        stub.forbidden = true;

        assertThat(changed(SET_60))
                .containsExactly("FAILED retention of " + STREAM + ": it stays as it is, since the cluster refuses it"
                        + " (not yours): run ./tollgate setup as a user with the privilege"
                        + " manage_data_stream_lifecycle on it");
        assertThat(stub.ofTemplate("tollgate-request")).isEqualTo(DAYS_30);
        stub.forbidden = false;

        assertThat(changed(SET_60)).hasSize(2).allMatch(line -> line.startsWith("UPDATED"));
        assertThat(stub.ofStream(STREAM)).isEqualTo(DAYS_60);
    }

    @Test
    void runThatWasBrokenOffBetweenStreamAndTemplateIsTakenUp() throws Exception {
        IndexTemplates.install(cluster);
        stub.stream(STREAM, DAYS_60);

        assertThat(changed(SET_60)).containsExactly("UPDATED index template tollgate-request");
        assertThat(stub.ofTemplate("tollgate-request")).isEqualTo(DAYS_60);
    }

    @Test
    void planTellsTheSameAndChangesNothing() throws Exception {
        List<TemplateChange> first = IndexTemplates.plan(cluster, TemplateSettings.DEFAULT);
        assertThat(stub.templates).isEmpty();
        assertThat(IndexTemplates.install(cluster, TemplateSettings.DEFAULT)).isEqualTo(first);
        stub.stream(STREAM, DAYS_30);

        List<TemplateChange> plan = IndexTemplates.plan(cluster, SET_60);

        assertThat(stub.ofStream(STREAM)).isEqualTo(DAYS_30);
        assertThat(stub.ofTemplate("tollgate-request")).isEqualTo(DAYS_30);
        assertThat(IndexTemplates.install(cluster, SET_60)).isEqualTo(plan);
    }

    @Test
    void clusterBeforeLifecyclesGetsTemplatesWithoutOne() throws Exception {
        stop();
        open("8.10.4");
        stub.stream(STREAM, "null");

        assertThat(changed(SET_60)).hasSize(DataStream.values().length).allMatch(line -> line.startsWith("CREATED"));
        assertThat(stub.ofTemplate("tollgate-request")).isEmpty();
        assertThat(stub.writes).isZero();
    }

    private List<String> changed(TemplateSettings settings) throws ClusterException {
        List<String> lines = new ArrayList<>();
        for (TemplateChange change : IndexTemplates.install(cluster, settings)) {
            if (change.result() != Result.UNCHANGED) {
                lines.add(change.result() + " " + change);
            }
        }
        return lines;
    }
}
