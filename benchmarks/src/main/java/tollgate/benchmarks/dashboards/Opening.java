package tollgate.benchmarks.dashboards;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A dashboard that was opened once.
 *
 * @param seconds from the first request to the last answer
 * @param panels how long each panel waited for its answer, longest first
 */
record Opening(double seconds, List<Waited> panels) {
    private static final double NANOS = 1e9;

    /** A panel, and how long it waited. */
    record Waited(String panel, double seconds) {}

    Opening {
        panels = List.copyOf(panels);
    }

    /** Asks for all at once. */
    static Opening together(HttpClient client, URI server, List<PanelQuery> queries)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        List<Waited> waited = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Waited>> answers = new ArrayList<>();
            queries.forEach(query -> answers.add(threads.submit(() -> ask(client, server, query))));
            for (Future<Waited> answer : answers) {
                waited.add(answer.get());
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
        return of(start, waited);
    }

    /** Asks for one after the other, so that none waits for another. */
    static Opening oneByOne(HttpClient client, URI server, List<PanelQuery> queries)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        List<Waited> waited = new ArrayList<>();
        for (PanelQuery query : queries) {
            waited.add(ask(client, server, query));
        }
        return of(start, waited);
    }

    private static Opening of(long start, List<Waited> waited) {
        double seconds = (System.nanoTime() - start) / NANOS;
        waited.sort(Comparator.comparingDouble(Waited::seconds).reversed());
        return new Opening(seconds, waited);
    }

    private static Waited ask(HttpClient client, URI server, PanelQuery query)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(server.resolve("/_query"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(query.body()))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(query.panel() + " is answered with " + answer.statusCode() + ": " + answer.body());
        }
        return new Waited(query.panel(), (System.nanoTime() - start) / NANOS);
    }
}
