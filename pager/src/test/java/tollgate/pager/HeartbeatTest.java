package tollgate.pager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.testing.junit5.server.ServerExtension;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tollgate.pager.receiver.Http;
import tollgate.pager.state.Leadership;
import tollgate.pager.state.Lease;
import tollgate.pager.state.MemoryStore;

/** The dead man's switch, at a real server, by a clock that goes as it is told to. */
class HeartbeatTest {
    private static final AtomicInteger BEATS = new AtomicInteger();
    private static volatile int status = 200;

    @RegisterExtension
    static final ServerExtension server = new ServerExtension() {
        @Override
        protected void configure(ServerBuilder builder) {
            builder.service("/ping/secret", (context, request) -> {
                BEATS.incrementAndGet();
                return HttpResponse.of(HttpStatus.valueOf(status));
            });
        }
    };

    private static final Duration PATIENCE = Duration.ofSeconds(50);

    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final TwinPagers pagers = new TwinPagers();
    private Instant now = TwinPagers.SINCE;

    @BeforeEach
    void listen() {
        BEATS.set(0);
        status = 200;
        said.start();
        log().addAppender(said);
    }

    @AfterEach
    void stop() {
        log().detachAppender(said);
        pagers.close();
    }

    @Test
    void itArrivesOnceAMinuteHoweverOftenItIsTried() throws Exception {
        Heartbeat heartbeat = heartbeat(server.httpUri().resolve("/ping/secret"));
        for (int second = 0; second < 600; second++) {
            heartbeat.beat();
            now = now.plusSeconds(1);
        }
        assertThat(BEATS).hasValue(10);
        assertThat(count("success")).isEqualTo(10);
        assertThat(count("failure")).isZero();
        assertThat(said.list).isEmpty();
    }

    @Test
    void aClockThatIsSetBackDoesNotSilenceIt() throws Exception {
        Heartbeat heartbeat = heartbeat(server.httpUri().resolve("/ping/secret"));
        heartbeat.beat();
        now = now.minusSeconds(3_600);
        heartbeat.beat();
        heartbeat.beat();
        now = now.plusSeconds(60);
        heartbeat.beat();
        assertThat(BEATS).hasValue(3);
    }

    /** 404 is what a switch answers that somebody has deleted. */
    @ParameterizedTest
    @ValueSource(ints = {302, 404, 500, 503})
    void whatDoesNotArriveIsCountedAndSaidAndTriedAgainAMinuteLater(int answer) throws Exception {
        status = answer;
        Heartbeat heartbeat = heartbeat(server.httpUri().resolve("/ping/secret"));
        heartbeat.beat();
        heartbeat.beat();
        assertThat(count("failure")).isEqualTo(1);
        now = now.plusSeconds(60);
        heartbeat.beat();
        assertThat(count("failure")).isEqualTo(2);
        assertThat(said.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "the heartbeat did not arrive: answers " + answer,
                        "the heartbeat did not arrive: answers " + answer);
        status = 200;
        now = now.plusSeconds(60);
        heartbeat.beat();
        assertThat(count("success")).isEqualTo(1);
        assertThat(BEATS).hasValue(3);
    }

    @Test
    void whereNobodyListensThatIsSaidWithoutTheAddress() throws Exception {
        heartbeat(URI.create("http://127.0.0.1:1/ping/secret")).beat();
        assertThat(count("failure")).isEqualTo(1);
        assertThat(said.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage())
                        .startsWith("the heartbeat did not arrive: no answer: ")
                        .doesNotContain("secret", "127.0.0.1"));
    }

    @Test
    void aPagerBeatsWhileItLeadsAndSeesElasticsearch() throws Exception {
        pagers.heartbeat = server.httpUri().resolve("/ping/secret");
        pagers.start(pagers.store, Leadership.alone());
        await().atMost(PATIENCE).until(() -> BEATS.get() == 1);
        pagers.ahead = Heartbeat.BETWEEN;
        await().atMost(PATIENCE).until(() -> BEATS.get() == 2);
        pagers.reachable = false;
        // A beat has been due since then.
        pagers.ahead = Duration.ofMinutes(10);
        await().atMost(PATIENCE).until(() -> pagers.told.contains("chat trigger pager:elasticsearch-unreachable"));
        int before = BEATS.get();
        pagers.ahead = Duration.ofMinutes(20);
        pagers.reachable = true;
        await().atMost(PATIENCE).until(() -> pagers.told.contains("chat resolve pager:elasticsearch-unreachable"));
        await().atMost(PATIENCE).until(() -> BEATS.get() == before + 1);
        assertThat(before).isEqualTo(2);
    }

    @Test
    void whoFollowsDoesNotBeat() throws Exception {
        pagers.heartbeat = server.httpUri().resolve("/ping/secret");
        pagers.start(pagers.store, new Lease(pagers.documents, "one", pagers::nanos));
        await().atMost(PATIENCE).until(() -> BEATS.get() == 1);
        Pager second = pagers.start(new MemoryStore(), new Lease(pagers.documents, "two", pagers::nanos));
        await().atMost(PATIENCE).until(second::isReady);
        assertThat(second.status()).startsWith("follows");
        assertThat(BEATS).hasValue(1);
    }

    @Test
    void aSwitchThatIsGoneDoesNotStopThePager() throws Exception {
        pagers.heartbeat = URI.create("http://127.0.0.1:1/ping/secret");
        pagers.start(pagers.store, Leadership.alone());
        await().atMost(PATIENCE)
                .until(() -> pagers.registry
                                .get("tollgate.pager.heartbeats")
                                .tag("outcome", "failure")
                                .counter()
                                .count()
                        == 1);
        pagers.open("a");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(pagers.told).containsExactly("chat trigger a"));
        pagers.open.clear();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(pagers.told).containsExactly("chat trigger a", "chat resolve a"));
    }

    private Heartbeat heartbeat(URI address) {
        return new Heartbeat(address, new Http(), new PagerMetrics(registry), () -> now);
    }

    private double count(String outcome) {
        return registry.get("tollgate.pager.heartbeats")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private static Logger log() {
        return (Logger) LoggerFactory.getLogger(Heartbeat.class);
    }
}
