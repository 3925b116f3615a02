package tollgate.elasticsearch.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Asks a server that may not be there yet whether it is healthy: yellow or green. */
final class Health implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final Path ports;

    /** @param ports the file in which the server says where it listens */
    Health(Path ports) {
        this.ports = ports;
    }

    /** Where it listens, if it is healthy by now. Waits a second for it at most. */
    Optional<URI> healthy() throws IOException {
        if (!Files.exists(ports)) {
            return Optional.empty();
        }
        URI uri = URI.create(
                "http://" + Files.readString(ports).lines().findFirst().orElseThrow());
        HttpRequest request = HttpRequest.newBuilder(
                        uri.resolve("/_cluster/health?wait_for_status=yellow&timeout=1s&filter_path=status"))
                .timeout(TIMEOUT)
                .build();
        try {
            HttpResponse<Void> response = http.send(request, HttpResponse.BodyHandlers.discarding());
            return response.statusCode() == 200 ? Optional.of(uri) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ElasticsearchFailedException("Interrupted while waiting for Elasticsearch", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
