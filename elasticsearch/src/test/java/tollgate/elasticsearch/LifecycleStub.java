package tollgate.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A cluster's answers on templates and lifecycles, as Elastic documents them: no real server that can be had here serves
 * {@code _data_stream/…/_lifecycle}.
 */
final class LifecycleStub implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    final Map<String, JsonNode> templates = new TreeMap<>();
    /** By data stream; a null node where it has none. */
    final Map<String, JsonNode> lifecycles = new TreeMap<>();

    /** What a limit of the cluster makes of every retention. */
    @Nullable
    String effectiveRetention = "7d";

    boolean forbidden;
    int writes;

    private final HttpServer server;
    private final String version;

    LifecycleStub(String version) throws IOException {
        this.version = version;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void stream(String name, String lifecycle) throws IOException {
        lifecycles.put(name, JSON.readTree(lifecycle));
    }

    /** The lifecycle that a template says, as JSON. */
    String ofTemplate(String name) {
        return Objects.requireNonNull(templates.get(name))
                .at("/template/lifecycle")
                .toString();
    }

    String ofStream(String name) {
        return Objects.requireNonNull(lifecycles.get(name)).toString();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().substring(1).split("/", -1);
        JsonNode body = JSON.readTree(exchange.getRequestBody());
        switch (exchange.getRequestMethod() + " " + path[0]) {
            case "GET " -> send(exchange, 200, "{\"version\":{\"number\":\"" + version + "\"}}");
            case "GET _index_template" -> template(exchange, path[1]);
            case "PUT _index_template" -> {
                templates.put(path[1], body);
                send(exchange, 200, "{}");
            }
            case "GET _data_stream" -> streams(exchange, path[1].replace("*", ""));
            case "PUT _data_stream" -> {
                if (forbidden) {
                    send(exchange, 403, "{\"error\":{\"reason\":\"not yours\"}}");
                } else {
                    writes++;
                    lifecycles.put(path[1], body);
                    send(exchange, 200, "{}");
                }
            }
            default -> send(exchange, 200, "{}"); // a simulation
        }
    }

    private void template(HttpExchange exchange, String name) throws IOException {
        ObjectNode answer = JSON.createObjectNode();
        JsonNode template = templates.get(name);
        answer.putArray("index_templates").addObject().set("index_template", template);
        send(exchange, template == null ? 404 : 200, answer.toString());
    }

    private void streams(HttpExchange exchange, String prefix) throws IOException {
        ObjectNode answer = JSON.createObjectNode();
        var streams = answer.putArray("data_streams");
        lifecycles.forEach((name, lifecycle) -> {
            if (name.startsWith(prefix)) {
                ObjectNode stream = streams.addObject().put("name", name);
                if (lifecycle instanceof ObjectNode set) {
                    ObjectNode shown = set.deepCopy();
                    if (effectiveRetention != null) {
                        shown.put("effective_retention", effectiveRetention);
                    }
                    stream.set("lifecycle", shown);
                }
            }
        });
        send(exchange, 200, answer.toString());
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
