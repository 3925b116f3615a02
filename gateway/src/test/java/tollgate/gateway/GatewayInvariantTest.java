package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RequestRecord;

/** No client sees the end of its answer before its line is in the file. */
class GatewayInvariantTest {
    private static final int REQUESTS = 210;

    @TempDir
    Path folder;

    private final Set<String> answered = ConcurrentHashMap.newKeySet();

    @Test
    void whoeverSeesAnEndFindsItsLineInTheFile() {
        GatewaySettings settings =
                TestGateway.settings(folder).withSimulated(new SimulatedSettings(7, 2_000, 0.1, 0.1, 0, 0.05));
        try (TestGateway gateway = new TestGateway(settings)) {
            List<CompletableFuture<?>> ends = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                gateway.over(i % 2 == 0 ? "h1c" : "h2c");
                ends.add(i % 3 == 0 ? whole(gateway, i % 5 == 0) : stream(gateway));
            }
            ends.forEach(CompletableFuture::join);

            assertThat(answered).hasSize(REQUESTS);
            List<RequestRecord> records = gateway.records();
            assertThat(records).hasSize(REQUESTS);
            assertThat(records.stream().map(RequestRecord::requestId)).containsExactlyInAnyOrderElementsOf(answered);
            Map<Outcome, Long> outcomes = records.stream()
                    .map(record -> {
                        Outcome outcome = record.result().outcome();
                        assertThat(outcome).isNotNull();
                        return outcome;
                    })
                    .collect(Collectors.groupingBy(outcome -> outcome, Collectors.counting()));
            assertThat(outcomes.keySet())
                    .containsExactlyInAnyOrder(
                            Outcome.OK, Outcome.CLIENT_ERROR, Outcome.RATE_LIMITED, Outcome.UPSTREAM_ERROR);
            assertThat(outcomes).containsEntry(Outcome.CLIENT_ERROR, 14L);
        }
    }

    private CompletableFuture<?> whole(TestGateway gateway, boolean bad) {
        return gateway.open(bad ? "{}" : TestGateway.ASK).aggregate().thenAccept(response -> {
            checkLine(TestGateway.requestId(response));
            assertThat(response.status().equals(HttpStatus.BAD_REQUEST)).isEqualTo(bad);
        });
    }

    private CompletableFuture<?> stream(TestGateway gateway) {
        StringBuilder body = new StringBuilder(); // the end may come in two pieces
        return BodyListener.listen(gateway.open(TestGateway.ASK_STREAM), (id, piece) -> {
                    body.append(piece);
                    if (!answered.contains(id) && (body.indexOf("[DONE]") >= 0 || body.indexOf("{\"error\"") >= 0)) {
                        checkLine(id);
                    }
                })
                .end();
    }

    private void checkLine(String requestId) {
        String log;
        try {
            log = Files.readString(folder.resolve("requests.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int at = log.indexOf("\"request_id\":\"" + requestId + "\"");
        assertThat(at).as("the line of %s", requestId).isPositive();
        assertThat(log.indexOf('\n', at))
                .as("the end of the line of %s", requestId)
                .isPositive();
        assertThat(answered.add(requestId)).isTrue();
    }

    @Test
    void simulatedAnswersSaySo() {
        try (TestGateway gateway = new TestGateway(TestGateway.settings(folder))) {
            for (String ask : List.of(TestGateway.ASK, TestGateway.ASK_STREAM, "{}")) {
                AggregatedHttpResponse response = gateway.chat(ask);
                assertThat(response.headers().get("x-tollgate-simulated")).isEqualTo("true");
            }
            assertThat(gateway.records())
                    .hasSize(3)
                    .allSatisfy(record -> assertThat(record.model().provider()).isEqualTo("simulated"));
        }
    }
}
