package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.Server;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RequestRecord;

/** Far more and larger bodies at once than a gateway with its usual small heap can hold. */
class LargeBodiesIT {
    private static final int REQUESTS = 60;
    private static final byte[] LARGE = body(9_000_000);
    private static final byte[] SMALL = body(1);
    private static final int ANSWER_BYTES = 2_000_000;
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final Pattern ANSWER =
            Pattern.compile("^HTTP/1.1 (\\d+) .*content-length: (\\d+)\r\n", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    @AutoClose
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();

    private final HttpData answer = HttpData.ofUtf8(ScriptedUpstream.WHOLE.replace("Hi", "b".repeat(ANSWER_BYTES)));

    @TempDir
    private Path folder;

    @Test
    void eachLeavesItsLineAndTheServiceGoesOn() throws Exception {
        String token = KilledGateway.prepare(folder);
        try (Server upstream = Server.builder()
                .http(0)
                .maxRequestLength(0)
                .service(
                        "/v1/chat/completions",
                        (ctx, request) -> HttpResponse.of(request.aggregate()
                                .thenApply(_ -> HttpResponse.of(
                                        ResponseHeaders.builder(200)
                                                .contentType(MediaType.JSON)
                                                .build(),
                                        Pieces.of(answer)))))
                .build()) {
            upstream.start().join();
            Process gateway = KilledGateway.start(
                    folder, Map.of("UPSTREAM_URL", "http://127.0.0.1:" + upstream.activeLocalPort() + "/v1"));
            try {
                int port = KilledGateway.port(gateway);
                List<Future<String>> all = IntStream.range(0, REQUESTS)
                        .mapToObj(_ -> clients.submit(() -> ask(port, token, LARGE)))
                        .toList();
                List<String> told = new ArrayList<>();
                for (Future<String> each : all) {
                    told.add(each.get());
                }

                assertThat(ask(port, token, SMALL))
                        .as("%s; %s", told, Files.readString(folder.resolve("stderr")))
                        .isEqualTo("200");
                await().untilAsserted(() -> assertThat(
                                Records.in(folder.resolve("logs")).size())
                        .as("lines; clients were told %s", told)
                        .isEqualTo(REQUESTS + 1));
                List<RequestRecord> records = Records.in(folder.resolve("logs"));
                int answered = (int) records.stream()
                        .filter(record -> record.result().outcome() == Outcome.OK)
                        .count();
                assertThat(answered)
                        .isEqualTo(1 + Collections.frequency(told, "200"))
                        .isGreaterThan(1);
                assertThat(records.stream()
                                .filter(record ->
                                        "no_room".equals(record.result().errorType())))
                        .hasSize(REQUESTS + 1 - answered);
                WebClient client = WebClient.of("h1c://127.0.0.1:" + port);
                await().untilAsserted(() -> assertThat(
                                client.get("/metrics").aggregate().join().contentUtf8())
                        .contains("tollgate_bodies_held_bytes 0.0\n"));
            } finally {
                gateway.destroyForcibly();
                assertThat(gateway.waitFor(1, TimeUnit.MINUTES)).isTrue();
            }
        }
    }

    private static byte[] body(int contentBytes) {
        return ("{\"messages\":[{\"role\":\"user\",\"content\":\"" + "a".repeat(contentBytes) + "\"}]}")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The status, or empty where the connection was closed before it. */
    private static String ask(int port, String token, byte[] body) throws IOException {
        String head = "POST " + ChatService.PATH + " HTTP/1.1\r\nhost: test\r\nauthorization: Bearer " + token
                + "\r\ncontent-type: application/json\r\ncontent-length: " + body.length + "\r\n\r\n";
        try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = connection.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            try {
                out.write(body);
            } catch (IOException e) {
                // It need not be read to its end; the answer may be there all the same.
            }
            return status(connection.getInputStream());
        } catch (IOException e) { // reset
            return "";
        }
    }

    /** Reads an answer to its end. */
    private static String status(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int c = in.read(); c >= 0 && head.indexOf(END_OF_HEAD) < 0; c = in.read()) {
            head.append((char) c);
        }
        Matcher matcher = ANSWER.matcher(head);
        if (!matcher.find()) {
            return "";
        }
        in.skipNBytes(Long.parseLong(matcher.group(2)) - 1); // the first has been read to end the head
        return matcher.group(1);
    }
}
