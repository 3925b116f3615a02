package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL in the middle of traffic: what was spent is, to the nano-unit, what the log says. */
class GatewayKillIT {
    private static final int CONCURRENT = 16;
    private static final int LIVES = 3;

    @TempDir
    private Path folder;

    @Test
    void aBudgetSurvivesKillsExactly() throws Exception {
        String token = KilledGateway.prepare(folder);
        for (int life = 1; life <= LIVES; life++) {
            Process gateway = KilledGateway.start(folder, Map.of());
            try {
                ask(KilledGateway.port(gateway), token, 150 * life);
            } finally {
                gateway.destroyForcibly();
                assertThat(gateway.waitFor(1, TimeUnit.MINUTES)).isTrue();
            }
        }
        BigDecimal spent = GatewayBudgetTest.cost(Records.in(folder.resolve("logs")));
        assertThat(spent).isPositive();

        String[] bearer = {"authorization", "Bearer " + token};
        try (TestGateway gateway = gateway(spent)) {
            assertThat(gateway.chat(TestGateway.ASK, bearer).status().code()).isEqualTo(429);
        }
        try (TestGateway gateway = gateway(spent.add(new BigDecimal("0.000000001")))) {
            assertThat(gateway.chat(TestGateway.ASK, bearer).status().code()).isEqualTo(200);
        }
    }

    private TestGateway gateway(BigDecimal budget) {
        return new TestGateway(
                KilledGateway.settings(folder, Map.of("TENANT_MONTHLY_BUDGET", budget.toPlainString())),
                KilledGateway.environment(folder));
    }

    /** Returns as soon as so many are answered, while others are still on their way. */
    private static void ask(int port, String token, int answers) throws InterruptedException {
        WebClient client = WebClient.of("http://127.0.0.1:" + port);
        Semaphore free = new Semaphore(CONCURRENT);
        AtomicInteger answered = new AtomicInteger();
        for (int i = 0; answered.get() < answers; i++) {
            free.acquire();
            RequestHeaders headers = RequestHeaders.builder(HttpMethod.POST, ChatService.PATH)
                    .contentType(MediaType.JSON)
                    .add("authorization", "Bearer " + token)
                    .build();
            String body = i % 2 == 0 ? TestGateway.ASK : TestGateway.ASK_STREAM;
            var _ = client.execute(HttpRequest.of(headers, HttpData.ofUtf8(body)))
                    .aggregate()
                    .whenComplete((response, _) -> {
                        free.release();
                        if (response != null && response.status().code() == 200) {
                            answered.incrementAndGet();
                        }
                    });
        }
    }
}
