package tollgate.shipper.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The real server behind the proxy. */
final class Upstream implements AutoCloseable {
    /** What belongs to one connection, not to the message; a compressed answer could not be taken apart. */
    private static final List<String> NOT_PASSED_ON = List.of(
            "connection", "content-length", "host", "expect", "upgrade", "http2-settings", "accept-encoding", "te");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;

    Upstream(URI server) {
        this.server = server;
    }

    /** Carries a request out and reads all of the answer. */
    HttpMessage answer(HttpMessage request) throws IOException, InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(server.resolve(request.target()))
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach((name, value) -> {
            if (!NOT_PASSED_ON.contains(name)) {
                builder.header(name, value);
            }
        });
        HttpResponse<byte[]> response = http.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
        Map<String, String> headers = response.headers().map().entrySet().stream()
                .filter(header -> !header.getKey().equals("content-length")
                        && !header.getKey().equals("transfer-encoding"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, header -> header.getValue().getFirst()));
        return HttpMessage.answer(response.statusCode(), headers, response.body());
    }

    /** Sends a head that promises the whole body and as much of the body as has been read, and hangs up. */
    void breakOff(HttpMessage request) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.bytes(request.body().length));
            out.flush();
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
