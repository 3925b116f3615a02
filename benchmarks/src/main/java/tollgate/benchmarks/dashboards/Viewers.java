package tollgate.benchmarks.dashboards;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import tollgate.dashboards.Dashboard;
import tollgate.dashboards.Panel;

/**
 * People who opened a dashboard of a console at the same moment.
 *
 * @param answers that they had together
 * @param queries that Elasticsearch was sent for them
 * @param cpuMillis processor time of Elasticsearch
 * @param seconds until the last had the last answer
 */
record Viewers(int answers, long queries, long cpuMillis, double seconds) {
    private static final double NANOS = 1e9;

    /** @param range until now, such as 24h */
    static Viewers open(
            HttpClient client, URI console, LoadedServer server, Dashboard dashboard, String range, int people)
            throws IOException, InterruptedException {
        List<URI> addresses = addresses(console, dashboard, range);
        LoadedServer.Work before = server.work();
        long start = System.nanoTime();
        int answers = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < people; i++) {
                addresses.forEach(address -> all.add(threads.submit(() -> {
                    ask(client, address);
                    return null;
                })));
            }
            for (Future<?> each : all) {
                each.get();
                answers++;
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
        double seconds = (System.nanoTime() - start) / NANOS;
        LoadedServer.Work after = server.work();
        return new Viewers(
                answers, after.queries() - before.queries(), after.cpuMillis() - before.cpuMillis(), seconds);
    }

    private static List<URI> addresses(URI console, Dashboard dashboard, String range) {
        return Stream.concat(
                        dashboard.panels().stream()
                                .filter(panel -> panel.kind().hasQuery())
                                .map(Panel::id)
                                .map(id -> "panels/" + id),
                        dashboard.controls().stream().map(control -> "controls/" + control.parameter()))
                .map(path -> console.resolve(
                        "/api/dashboards/" + dashboard.id() + "/" + path + "?from=now-" + range + "&to=now"))
                .toList();
    }

    private static void ask(HttpClient client, URI address) throws IOException, InterruptedException {
        var answer = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(address + " is answered with " + answer.statusCode() + ": " + answer.body());
        }
    }
}
