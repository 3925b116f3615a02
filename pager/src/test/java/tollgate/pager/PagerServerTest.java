package tollgate.pager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.client.BlockingWebClient;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tollgate.pager.receiver.Outcome;
import tollgate.pager.state.Leadership;

/** What a pager tells others of its health, asked by HTTP. */
class PagerServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    private final TwinPagers pagers = new TwinPagers();

    @AfterEach
    void stop() {
        pagers.close();
    }

    @Test
    void itIsReadyWhenElasticsearchHasAnsweredAndIllWhenItHasNotForTwoMinutes() throws Exception {
        pagers.reachable = false;
        Pager pager = pagers.start(pagers.store, Leadership.alone());
        try (PagerServer server = PagerServer.start(0, "127.0.0.1", pager, pagers.registry)) {
            BlockingWebClient client = client(server);
            // Nobody starts it anew for what a start cannot help.
            await().atMost(PATIENCE)
                    .until(() -> client.get("/healthz")
                            .contentUtf8()
                            .equals("well: leads; 0 alerts open, 0 pages open, 0 pages on their way"));
            assertThat(client.get("/healthz").status().code()).isEqualTo(200);
            assertThat(client.get("/readyz").status().code()).isEqualTo(503);

            pagers.reachable = true;
            await().atMost(PATIENCE).until(() -> client.get("/readyz").status().code() == 200);

            pagers.reachable = false;
            pagers.ahead = Health.UNREACHABLE_AFTER.plusSeconds(1);
            await().atMost(PATIENCE).until(() -> client.get("/healthz").status().code() == 503);
            assertThat(client.get("/healthz").contentUtf8())
                    .startsWith("Elasticsearch has not answered for two minutes; leads; ");
            assertThat(client.get("/readyz").status().code()).isEqualTo(503);
        }
    }

    @Test
    void metricsAreExact() throws Exception {
        pagers.chat = delivery -> switch (delivery.content().key()) {
            case "refused" -> new Outcome.Refused("answers 404");
            case "late" -> Outcome.retry("answers 500");
            default -> new Outcome.Delivered();
        };
        for (String key : new String[] {"a", "b", "gone", "refused", "late"}) {
            pagers.open(key);
        }
        Pager pager = pagers.start(pagers.store, Leadership.alone());
        try (PagerServer server = PagerServer.start(0, "127.0.0.1", pager, pagers.registry)) {
            await().atMost(PATIENCE).until(() -> pagers.told.size() == 4);
            pagers.open.remove("gone");
            await().atMost(PATIENCE).until(() -> pagers.told.size() == 5 && pagers.noted.size() == 6);
            await().atMost(PATIENCE).untilAsserted(() -> {
                String metrics = metrics(server).contentUtf8();
                assertThat(metrics)
                        .contains(
                                "\ntollgate_pager_alerts_open 4.0\n",
                                "\ntollgate_pager_pages_waiting 1.0\n",
                                "\ntollgate_pager_pages_unnoted 0.0\n",
                                "\ntollgate_pager_leads 1.0\n",
                                "\ntollgate_pager_rules_failing 0.0\n",
                                "\ntollgate_pager_memory_failing 0.0\n",
                                "\ntollgate_pager_pages_delivered_total{action=\"trigger\",receiver=\"chat\"} 3.0\n",
                                "\ntollgate_pager_pages_delivered_total{action=\"resolve\",receiver=\"chat\"} 1.0\n",
                                "\ntollgate_pager_pages_delivered_total{action=\"trigger\",receiver=\"spare\"} 1.0\n",
                                "\ntollgate_pager_pages_undeliverable_total{action=\"trigger\",receiver=\"chat\"} 1.0\n",
                                "\ntollgate_pager_delivery_seconds_count{receiver=\"chat\"} 4\n",
                                "\ntollgate_pager_delivery_seconds_count{receiver=\"spare\"} 1\n")
                        .containsPattern(
                                "\ntollgate_pager_attempts_failed_total\\{action=\"trigger\",receiver=\"chat\"} [1-9]")
                        .containsPattern("\ntollgate_pager_contact_age_seconds [0-9.E-]+\n");
            });
            assertThat(metrics(server).contentType() + "").isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        }
    }

    @Test
    void nothingIsServedWhereNobodyAskedForIt() throws Exception {
        Pager pager = pagers.start(pagers.store, Leadership.alone());
        try (PagerServer server = PagerServer.start(null, "127.0.0.1", pager, pagers.registry)) {
            assertThat(server.port()).isZero();
            assertThat(server.note()).isEmpty();
        }
    }

    @Test
    void aPortThatIsTakenIsSaidInOneLine() throws Exception {
        Pager pager = pagers.start(pagers.store, Leadership.alone());
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> PagerServer.start(port, "127.0.0.1", pager, pagers.registry))
                    .isInstanceOf(PagerException.class)
                    .hasMessageStartingWith("port " + port + " cannot be had (")
                    .hasMessageEndingWith("): choose another with --metrics-port")
                    .hasMessageNotContaining("\n");
        }
    }

    private static AggregatedHttpResponse metrics(PagerServer server) {
        return client(server).get("/metrics");
    }

    private static BlockingWebClient client(PagerServer server) {
        return WebClient.of("http://127.0.0.1:" + server.port()).blocking();
    }
}
