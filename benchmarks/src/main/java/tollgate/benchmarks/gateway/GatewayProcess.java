package tollgate.benchmarks.gateway;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The gateway, as an operator starts it, with a log folder of its own. */
final class GatewayProcess implements AutoCloseable {
    private static final int START_SECONDS = 60;

    private final Process process;
    private final Path log;
    private final URI target;

    private GatewayProcess(Process process, Path log, URI target) {
        this.process = process;
        this.log = log;
        this.target = target;
    }

    static GatewayProcess start(Path home, Path work, URI provider, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path log = work.resolve("requests");
        Path config = work.resolve("gateway.yaml");
        Files.createDirectories(log);
        Files.writeString(
                config,
                "providers:\n  mock: {url: " + provider
                        + "}\nmodels:\n  mock: {provider: mock}\n  slow: {provider: mock}\n");
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        ProcessBuilder builder = new ProcessBuilder(
                home.resolve("tollgate").toString(),
                "gateway",
                "--config",
                config.toString(),
                "--log",
                log.toString(),
                "--tokens",
                work.resolve("tokens.json").toString(),
                "--port",
                Integer.toString(port));
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true)
                .redirectOutput(work.resolve("gateway.log").toFile());
        Process process = builder.start();
        URI target = URI.create("http://127.0.0.1:" + port + "/v1");
        GatewayProcess gateway = new GatewayProcess(process, log, target);
        gateway.awaitReady(work);
        return gateway;
    }

    private void awaitReady(Path work) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < START_SECONDS * 10; i++) {
                try {
                    if (client.send(
                                            HttpRequest.newBuilder(target.resolve("/readyz"))
                                                    .build(),
                                            HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200) {
                        return;
                    }
                } catch (IOException e) {
                    if (!process.isAlive()) {
                        break;
                    }
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        process.destroyForcibly();
        throw new IOException("the gateway did not start; what it said is in " + work.resolve("gateway.log"));
    }

    URI target() {
        return target;
    }

    long pid() {
        return process.pid();
    }

    /** Lines in its log, all files counted. */
    long lines() throws IOException {
        long lines = 0;
        try (Stream<Path> files = Files.list(log)) {
            for (Path file : files.filter(GatewayProcess::isRequestLog).toList()) {
                try (Stream<String> all = Files.lines(file)) {
                    lines += all.filter(line -> !line.contains("\"kind\":\"slow_start\""))
                            .count();
                }
            }
        }
        return lines;
    }

    private static boolean isRequestLog(Path file) {
        return file.getFileName().toString().startsWith("requests");
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
