package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.linecorp.armeria.common.CommonPools;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.ServerSocket;
import java.net.URI;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tollgate.gateway.keys.KeyRing;

class HttpUpstreamTest extends UpstreamContract {
    private final ScriptedUpstream server = new ScriptedUpstream();
    private final Upstreams upstreams =
            new Upstreams(CommonPools.workerGroup(), InstantSource.system(), new SimpleMeterRegistry());
    private final Upstream upstream = upstream(server.url(), "sk-1");

    private Upstream upstream(URI url, @Nullable String key) {
        return upstreams.http(url, "test", KeyRing.of("test", key));
    }

    @AfterEach
    void stop() {
        upstreams.close();
        server.close();
    }

    @Override
    Upstream upstream(Fate fate) {
        server.script(request -> switch (fate) {
            case ANSWER -> request.contentUtf8().contains("\"stream\":true") ? stream() : ScriptedUpstream.whole();
            case RATE_LIMITED -> ScriptedUpstream.json(429, "{\"error\":{\"code\":\"rate_limit_exceeded\"}}");
            case ERROR -> ScriptedUpstream.json(500, "{\"error\":{\"type\":\"server_error\"}}");
            case NEVER -> HttpResponse.streaming();
        });
        return upstream;
    }

    private static HttpResponse stream() {
        HttpResponseWriter writer = HttpResponse.streaming();
        writer.write(
                ResponseHeaders.builder(200).contentType(MediaType.EVENT_STREAM).build());
        writer.write(HttpData.ofUtf8(ScriptedUpstream.CHUNK));
        var _ = writer.whenConsumed().thenRun(() -> {
            writer.write(HttpData.ofUtf8(ScriptedUpstream.STOP + ScriptedUpstream.USAGE + ScriptedUpstream.DONE));
            writer.close();
        });
        return writer;
    }

    @Override
    int openCalls() {
        return server.openCalls();
    }

    @Test
    void sendsTheRequestAsItIsWithItsKey() throws Exception {
        ChatRequest request = request(true);
        upstream(Fate.ANSWER).call(request).aggregate().join();

        assertThat(server.lastRequest().path()).isEqualTo("/v1/chat/completions");
        assertThat(server.lastRequest().contentUtf8()).isEqualTo(request.body().toStringUtf8());
        assertThat(server.lastRequest().headers().get("authorization")).isEqualTo("Bearer sk-1");
        assertThat(server.lastRequest().headers().get("accept")).isEqualTo("text/event-stream");
        assertThat(server.lastRequest().headers().get("user-agent")).isEqualTo("tollgate");
        assertThat(server.lastRequest().authority()).isEqualTo(server.url().getAuthority());
        assertThat(server.lastRequest().contentType()).isEqualTo(MediaType.JSON);
    }

    @Test
    void sendsNoKeyWhereThereIsNone() throws Exception {
        upstream(URI.create(server.url() + "/"), null)
                .call(request(false))
                .aggregate()
                .join();
        assertThat(server.lastRequest().path()).isEqualTo("/v1/chat/completions");
        assertThat(server.lastRequest().headers().contains("authorization")).isFalse();
    }

    @Test
    void aServerThatIsNotThereFailsTheCall() throws Exception {
        int freePort;
        try (ServerSocket socket = new ServerSocket(0)) {
            freePort = socket.getLocalPort();
        }
        HttpResponse response = upstream(URI.create("http://127.0.0.1:" + freePort + "/v1"), null)
                .call(request(false));
        Throwable failure = catchThrowable(() -> response.aggregate().join());

        assertThat(UpstreamFailures.of(failure).type()).isEqualTo("connection_failed");
    }
}
