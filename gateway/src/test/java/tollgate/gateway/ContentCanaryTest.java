package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Neither content nor the key gets into a log, a metric or an error message, however a request ends. */
class ContentCanaryTest {
    private static final String CANARY = "canary-4f9d";
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"" + CANARY + "\"}]";
    private static final String ASK = "{" + MESSAGES + "}";
    private static final String ASK_STREAM = "{\"stream\":true," + MESSAGES + "}";
    private static final String CHUNK = ScriptedUpstream.CHUNK.replace("Hi there", CANARY);

    @TempDir
    Path folder;

    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
    private final Logger ours = (Logger) LoggerFactory.getLogger("tollgate");
    private final Logger armerias = (Logger) LoggerFactory.getLogger("com.linecorp.armeria");

    @BeforeEach
    void listen() {
        appender.start();
        listen(ours, Level.TRACE);
        listen(armerias, Level.INFO);
    }

    private void listen(Logger logger, Level level) {
        logger.setLevel(level);
        logger.setAdditive(false);
        logger.addAppender(appender);
    }

    @AfterEach
    void restore() {
        for (Logger logger : List.of(ours, armerias)) {
            logger.detachAppender(appender);
            logger.setLevel(null);
            logger.setAdditive(true);
        }
    }

    @Test
    void noCanaryGetsOut() throws IOException {
        String metrics;
        try (ScriptedUpstream upstream = new ScriptedUpstream();
                TestGateway gateway = new TestGateway(
                        TestGateway.settings(folder).withUpstream(upstream.url(), new ApiKey(CANARY + "-key")))) {
            for (HttpResponse answer : List.of(
                    ScriptedUpstream.json(200, ScriptedUpstream.WHOLE.replace("Hi", CANARY)),
                    ScriptedUpstream.json(200, "{\"" + CANARY),
                    ScriptedUpstream.json(200, CANARY),
                    ScriptedUpstream.json(200, error()),
                    ScriptedUpstream.json(401, error()),
                    ScriptedUpstream.json(429, error()),
                    ScriptedUpstream.json(500, error()),
                    ScriptedUpstream.json(500, CANARY),
                    HttpResponse.ofFailure(new IllegalStateException(CANARY)))) {
                upstream.answer(answer);
                gateway.chat(ASK);
            }
            upstream.answer(ScriptedUpstream.json(400, error()));
            assertThat(gateway.chat(ASK).contentUtf8())
                    .as("the upstream's own words")
                    .contains(CANARY);
            for (String events : List.of(
                    CHUNK + ScriptedUpstream.STOP + ScriptedUpstream.DONE,
                    CHUNK,
                    CHUNK + "data: " + CANARY + "\n\n",
                    CHUNK + "data: " + error() + "\n\n")) {
                upstream.answer(ScriptedUpstream.events(events));
                assertThat(gateway.chat(ASK_STREAM).contentUtf8()).contains(CANARY);
            }
            for (String bad : List.of(
                    CANARY,
                    "{\"messages\":\"" + CANARY + "\"}",
                    "{\"messages\":[{\"role\":\"user\",\"content\":\"" + CANARY,
                    "{\"temperature\":\"" + CANARY + "\"," + MESSAGES + "}",
                    "{\"max_tokens\":\"" + CANARY + "\"," + MESSAGES + "}")) {
                assertThat(gateway.chat(bad).contentUtf8())
                        .contains("\"error\"")
                        .doesNotContain(CANARY);
            }
            abort(upstream, gateway);
            await().untilAsserted(() -> assertThat(gateway.records()).hasSize(20));
            metrics = gateway.get("/metrics").contentUtf8();
        }

        assertThat(metrics).contains("gen_ai_client_operation_duration_seconds").doesNotContain(CANARY);
        assertThat(Files.readString(folder.resolve("requests.log"))).doesNotContain(CANARY);
        assertThat(appender.list).isNotEmpty().allSatisfy(event -> {
            assertThat(event.getFormattedMessage()).doesNotContain(CANARY);
            assertThat(ThrowableProxyUtil.asString(event.getThrowableProxy())).doesNotContain(CANARY);
        });
    }

    private static String error() {
        return "{\"error\":{\"message\":\"about " + CANARY + "\",\"type\":\"about " + CANARY + "\",\"code\":null}}";
    }

    private static void abort(ScriptedUpstream upstream, TestGateway gateway) {
        HttpResponseWriter writer = HttpResponse.streaming();
        writer.write(
                ResponseHeaders.builder(200).contentType(MediaType.EVENT_STREAM).build());
        writer.write(HttpData.ofUtf8(CHUNK));
        upstream.answer(writer);
        BodyListener client = BodyListener.hangUpAfter(1, gateway.open(ASK_STREAM));
        await().until(() -> client.end().isCancelled());
    }
}
