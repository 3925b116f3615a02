package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.requestlog.Outcome;

/** A client that does not read holds its provider up, and nothing piles up in between. */
class BackPressureTest {
    private static final int CHUNKS = 3_000;
    /** 47 MB in all: much more than the sockets of two connections hold. */
    private static final String CHUNK =
            "data: {\"choices\":[{\"delta\":{\"content\":\"" + "~".repeat(16_000) + "\"}}]}\n\n";

    @TempDir
    Path folder;

    private final AtomicInteger given = new AtomicInteger();

    private HttpResponse answer() {
        HttpResponseWriter writer = HttpResponse.streaming();
        writer.write(ResponseHeaders.builder(HttpStatus.OK)
                .contentType(MediaType.EVENT_STREAM)
                .build());
        next(writer);
        return writer;
    }

    private void next(HttpResponseWriter writer) {
        if (given.get() == CHUNKS) {
            writer.write(HttpData.ofUtf8(ScriptedUpstream.STOP + ScriptedUpstream.USAGE + ScriptedUpstream.DONE));
            writer.close();
        } else if (writer.tryWrite(HttpData.ofUtf8(CHUNK))) {
            given.incrementAndGet();
            var _ = writer.whenConsumed().thenRun(() -> next(writer));
        }
    }

    @Test
    void aClientThatDoesNotReadHoldsItsProviderUp() throws IOException {
        try (ScriptedUpstream upstream = new ScriptedUpstream();
                TestGateway gateway =
                        new TestGateway(TestGateway.settings(folder).withUpstream(upstream.url(), null));
                Socket client = new Socket()) {
            upstream.script(_ -> answer());
            client.setReceiveBufferSize(65_536);
            client.connect(address(gateway));
            client.getOutputStream().write(request());

            AtomicInteger before = new AtomicInteger(-1);
            await().pollInterval(Duration.ofSeconds(1))
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> given.get() > 0 && before.getAndSet(given.get()) == given.get());
            assertThat(given.get()).isLessThan(CHUNKS / 2);
            assertThat(gateway.records()).isEmpty();

            assertThat(contentBytes(client.getInputStream())).isEqualTo(CHUNKS * 16_000L);
            assertThat(gateway.onlyRecord().result().outcome()).isEqualTo(Outcome.OK);
        }
    }

    private static SocketAddress address(TestGateway gateway) {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), gateway.gateway().port());
    }

    private static byte[] request() {
        return ("POST /v1/chat/completions HTTP/1.1\r\nhost: test\r\ncontent-type: application/json\r\nconnection: close\r\n"
                        + "content-length: " + TestGateway.ASK_STREAM.length() + "\r\n\r\n" + TestGateway.ASK_STREAM)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** How many of the content's characters come until the end of the stream. */
    private static long contentBytes(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long count = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            for (int i = 0; i < read; i++) {
                count += buffer[i] == '~' ? 1 : 0;
            }
        }
        return count;
    }
}
