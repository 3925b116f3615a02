package tollgate.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tollgate.requestlog.LineWriter;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RequestRecord;

/**
 * Ships a few lines for the launcher: it lets Java note, once after a build, which classes a start needs and how they are linked
 * (JEP 514), so that every start after it takes half the time. Elasticsearch is a stub that acknowledges
 * everything, because nothing is to be stored. The gateway does not take part: what is noted is memory, of which the log-shipper may
 * take little.
 */
@Command(name = "warm-up", hidden = true, description = "What the launcher runs once after a build.")
final class WarmUpCommand implements Callable<Integer> {
    private static final String ROOT = "{\"version\":{\"number\":\"9.5.3\",\"build_flavor\":\"default\"}}";
    private static final String CREATED = "{\"create\":{\"status\":201}}";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--lines", defaultValue = "500", paramLabel = "N", description = "How many lines.")
    private int lines;

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("tollgate-warm-up");
        HttpServer elasticsearch = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elasticsearch.createContext("/", WarmUpCommand::answer);
        elasticsearch.start();
        try {
            write(folder.resolve("requests.log"));
            return spec.root()
                    .commandLine()
                    .execute(
                            "ship",
                            "--input=" + folder.resolve("requests*.log"),
                            "--elasticsearch=http://127.0.0.1:"
                                    + elasticsearch.getAddress().getPort(),
                            "--state=" + folder.resolve("state"),
                            "--exit-at-end");
        } finally {
            elasticsearch.stop(0);
            delete(folder);
        }
    }

    private void write(Path log) throws IOException {
        LineWriter writer = new LineWriter();
        Instant start = Instant.parse("2026-03-15T14:30:22Z");
        try (OutputStream out = Files.newOutputStream(log)) {
            for (int i = 0; i < lines; i++) {
                writer.write(
                        RequestRecord.builder(start.plusMillis(i * 500L), "warm-up-" + i, "qwen-max")
                                .provider("dashscope")
                                .operation("chat")
                                .stream(i % 2 == 0)
                                .outcome(Outcome.OK)
                                .status(200)
                                .tenant("search")
                                .inputTokens(i)
                                .outputTokens(2L * i)
                                .latencyNanos(1_000_000L * i)
                                .ttftNanos(100_000L * i)
                                .attempts(1)
                                .clientAddress("192.0.2." + i % 256)
                                .userAgent("curl/8.5.0")
                                .build(),
                        out);
            }
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (path.equals("/")) {
            send(exchange, 200, ROOT);
        } else if (path.equals("/_bulk")) {
            int items = (int) body.lines().count() / 2;
            send(exchange, 200, "{\"items\":[" + String.join(",", Collections.nCopies(items, CREATED)) + "]}");
        } else if (exchange.getRequestMethod().equals("PUT")) {
            send(exchange, 200, "{\"acknowledged\":true}");
        } else {
            send(exchange, 404, "{}");
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("X-Elastic-Product", "Elasticsearch");
        boolean withoutBody = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, withoutBody ? -1 : bytes.length);
        if (!withoutBody) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
