package tollgate.elasticsearch.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What the tests say to a server. */
record Http(URI server) {
    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(server.resolve(path)).GET());
    }

    HttpResponse<String> put(String path, String json) {
        return send(HttpRequest.newBuilder(server.resolve(path)).PUT(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> post(String path, String json) {
        return send(HttpRequest.newBuilder(server.resolve(path)).POST(BodyPublishers.ofString(json)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    request.header("Content-Type", "application/json")
                            .timeout(Duration.ofSeconds(60))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
