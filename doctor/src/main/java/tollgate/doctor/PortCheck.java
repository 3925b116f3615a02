package tollgate.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** The gateway's port: free, answered by a gateway that is well, or taken. */
public final class PortCheck implements Check {
    private static final String NAME = "port";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final int port;

    public PortCheck(int port) {
        this.port = port;
    }

    @Override
    public List<Finding> look() throws InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            int alive = status(client, "/healthz");
            int ready = status(client, "/readyz");
            if (alive != 200) {
                return List.of(taken());
            }
            return List.of(
                    ready == 200
                            ? Finding.ok(NAME, "a gateway answers at port " + port + " and takes requests")
                            : Finding.problem(
                                    NAME,
                                    "a gateway answers at port " + port + " and takes no requests",
                                    "its request log cannot be written: see disk and permissions, and its log"));
        } catch (ConnectException e) {
            return List.of(Finding.ok(NAME, "port " + port + " is free for a gateway"));
        } catch (IOException e) {
            return List.of(taken());
        }
    }

    private Finding taken() {
        return Finding.problem(
                NAME,
                "port " + port + " is taken by something that is no gateway",
                "end it, or choose another with PORT or --port");
    }

    private int status(HttpClient client, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
