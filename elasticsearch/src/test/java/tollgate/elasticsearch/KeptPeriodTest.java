package tollgate.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeptPeriodTest {
    private static final String STREAM = "logs-llm_gateway.request-default";

    @Test
    void whatTheClusterSaysHolds() throws Exception {
        try (LifecycleStub stub = new LifecycleStub("9.5.3");
                Cluster cluster = Cluster.connect(ClusterSettings.of(stub.uri(), Map.of()))) {
            assertThat(KeptPeriod.of(cluster, STREAM)).isEmpty();
            stub.stream(STREAM, "null");
            assertThat(KeptPeriod.of(cluster, STREAM)).isEmpty();
            stub.stream(STREAM, "{\"enabled\":true,\"data_retention\":\"30d\"}");
            assertThat(KeptPeriod.of(cluster, STREAM))
                    .as("a limit of the whole cluster")
                    .contains(Duration.ofDays(7));
            stub.stream(STREAM, "{\"enabled\":false,\"data_retention\":\"30d\"}");
            assertThat(KeptPeriod.of(cluster, STREAM)).isEmpty();
            stub.effectiveRetention = null;
            stub.stream(STREAM, "{\"enabled\":true,\"data_retention\":\"36h\"}");
            assertThat(KeptPeriod.of(cluster, STREAM)).contains(Duration.ofHours(36));
            stub.stream(STREAM, "{\"enabled\":true}");
            assertThat(KeptPeriod.of(cluster, STREAM)).isEmpty();
        }
    }
}
