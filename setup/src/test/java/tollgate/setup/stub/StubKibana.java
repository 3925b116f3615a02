package tollgate.setup.stub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A stub, and no Kibana: it keeps in memory what is sent to the APIs that the set-up uses, and refuses what Kibana's documentation
 * and source say that Kibana refuses. It shows nothing and runs no rule. Each of its answers has the header {@value #HEADER}.
 */
public final class StubKibana implements AutoCloseable {
    static final String HEADER = "x-stub-of-kibana";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, StubSpace> spaces = new TreeMap<>(Map.of("default", new StubSpace()));
    private final Map<String, Integer> refusedPaths = new TreeMap<>();
    private final List<String> writes = new ArrayList<>();
    private final HttpServer server;
    private String version = "9.4.0";
    private String licence = "basic";
    private boolean encryptionKey = true;
    private String authorization = "";
    private int startingAnswers;

    private StubKibana(HttpServer server) {
        this.server = server;
    }

    /** Starts one on this machine alone; port 0 takes a free one. */
    public static StubKibana start(int port) throws IOException {
        return start(InetAddress.getLoopbackAddress(), port);
    }

    private static StubKibana start(InetAddress address, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
        StubKibana stub = new StubKibana(server);
        server.createContext("/", stub::handle);
        server.start();
        return stub;
    }

    /** Runs one until it is ended. The arguments are its port and, where others than this machine are to reach it, its address. */
    public static void main(String[] arguments) throws IOException {
        InetAddress address =
                arguments.length > 1 ? InetAddress.getByName(arguments[1]) : InetAddress.getLoopbackAddress();
        System.out.println("a stub of Kibana, and no Kibana, listens on "
                + start(address, Integer.parseInt(arguments[0])).uri());
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public synchronized StubKibana version(String newVersion) {
        version = newVersion;
        return this;
    }

    /** {@code basic} or {@code gold}. */
    public synchronized StubKibana licence(String newLicence) {
        licence = newLicence;
        return this;
    }

    public synchronized StubKibana withoutEncryptionKey() {
        encryptionKey = false;
        return this;
    }

    public synchronized StubKibana space(String id) {
        spaces.put(id, new StubSpace());
        return this;
    }

    /** Lets nobody in who does not send this header. */
    public synchronized StubKibana authorization(String header) {
        authorization = header;
        return this;
    }

    /** Refuses all paths that begin so. */
    public synchronized StubKibana refuse(String path, int status) {
        refusedPaths.put(path, status);
        return this;
    }

    /** Answers that it is starting, so many times. */
    public synchronized StubKibana starting(int times) {
        startingAnswers = times;
        return this;
    }

    /** Method and path of each request that changed something, or tried to, since the last call. */
    public synchronized List<String> takeWrites() {
        List<String> taken = List.copyOf(writes);
        writes.clear();
        return taken;
    }

    /** All ids that are in a space. */
    public synchronized Set<String> ids(String space) {
        StubSpace content = spaces.getOrDefault(space, new StubSpace());
        Set<String> ids = new TreeSet<>(content.objects.keySet());
        content.connectors.keySet().forEach(id -> ids.add("action/" + id));
        content.rules.keySet().forEach(id -> ids.add("alert/" + id));
        return ids;
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        StubAnswer answer = answer(exchange, body);
        exchange.getResponseHeaders().add(HEADER, "true");
        exchange.getResponseHeaders().add("content-type", "application/json");
        byte[] bytes = answer.body().isMissingNode()
                ? new byte[0]
                : answer.body().toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private StubAnswer answer(HttpExchange exchange, String body) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        if (!authorization.isEmpty()
                && !authorization.equals(exchange.getRequestHeaders().getFirst("authorization"))) {
            return StubAnswer.error(401, "Unauthorized");
        }
        if (!method.equals("GET") && !exchange.getRequestHeaders().containsKey("kbn-xsrf")) {
            return StubAnswer.error(400, "Request must contain a kbn-xsrf header.");
        }
        for (Map.Entry<String, Integer> refused : refusedPaths.entrySet()) {
            if (path.startsWith(refused.getKey())) {
                return StubAnswer.error(refused.getValue(), "refused by the stub");
            }
        }
        if (path.equals("/api/status")) {
            return status();
        }
        if (path.startsWith("/api/spaces/space/")) {
            return spaces.containsKey(path.substring("/api/spaces/space/".length()))
                    ? StubAnswer.ok(JSON.createObjectNode())
                    : StubAnswer.error(404, "Not Found");
        }
        String space = path.startsWith("/s/") ? path.substring(3, path.indexOf('/', 3)) : "default";
        String inside = path.startsWith("/s/") ? path.substring(path.indexOf('/', 3)) : path;
        if (!method.equals("GET") && !inside.endsWith("/_export")) {
            writes.add(method + " " + inside);
        }
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        return spaces.containsKey(space)
                ? inSpace(space, method, inside, query.contains("overwrite=true"), body)
                : StubAnswer.error(404, "Not Found");
    }

    private StubAnswer status() {
        boolean starting = startingAnswers-- > 0;
        var body = JSON.createObjectNode();
        body.putObject("version").put("number", version);
        body.putObject("status").putObject("overall").put("level", starting ? "unavailable" : "available");
        return new StubAnswer(starting ? 503 : 200, body);
    }

    private StubAnswer inSpace(String space, String method, String path, boolean overwrite, String body)
            throws IOException {
        StubSpace content = Objects.requireNonNull(spaces.get(space));
        StubImport objects = new StubImport(content, elsewhere(space, each -> each.objects.keySet()));
        StubAlerting alerting =
                new StubAlerting(content, encryptionKey, licence, elsewhere(space, each -> each.rules.keySet()));
        String last = path.substring(path.lastIndexOf('/') + 1);
        if (path.equals("/api/saved_objects/_import")) {
            return objects.importFile(body, overwrite);
        }
        JsonNode json = body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
        if (path.equals("/api/saved_objects/_export")) {
            return objects.export(json);
        }
        if (path.startsWith("/api/saved_objects/") && method.equals("DELETE")) {
            return content.objects.remove(path.substring("/api/saved_objects/".length())) == null
                    ? StubAnswer.error(404, "Not Found")
                    : StubAnswer.ok(JSON.createObjectNode());
        }
        return switch (path.substring(0, path.lastIndexOf('/') + 1)) {
            case "/api/alerting/" -> alerting.health();
            case "/api/actions/" -> alerting.connectorTypes();
            case "/api/actions/connector/" -> alerting.connector(method, last, json);
            case "/api/alerting/rule/" -> alerting.rule(method, last, json);
            default ->
                last.equals("_enable") || last.equals("_disable")
                        ? alerting.enable(path.split("/", -1)[4], last.equals("_enable"))
                        : StubAnswer.error(404, "Not Found");
        };
    }

    private Set<String> elsewhere(String space, Function<StubSpace, Set<String>> ids) {
        Set<String> all = new TreeSet<>();
        spaces.forEach((id, content) -> {
            if (!id.equals(space)) {
                all.addAll(ids.apply(content));
            }
        });
        return all;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
