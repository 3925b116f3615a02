package tollgate.benchmarks.paging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.server.Server;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The receiver of all watchers, each at a path of its own. It keeps what it is sent. */
final class MessageServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern MODEL = Pattern.compile("model-\\d+\\b");

    /** What happens when a watcher first sends something about a model. */
    private record Trap(String watcher, String model, boolean takes, Runnable kill) {}

    private final List<Message> messages = new ArrayList<>();
    private final Map<String, Trap> traps = new HashMap<>();
    private final Server server = Server.builder()
            .localPort(0, SessionProtocol.HTTP)
            .requestTimeoutMillis(0)
            .serviceUnder(
                    "/",
                    (context, request) -> HttpResponse.of(request.aggregate()
                            .thenApply(whole -> take(context.path().substring(1), whole.contentUtf8()))))
            .build();

    MessageServer() {
        server.start().join();
    }

    URI uri(String watcher) {
        return URI.create("http://127.0.0.1:" + server.activeLocalPort() + "/" + watcher);
    }

    /**
     * Kills a watcher in the middle of its next message about a model: before it has an answer.
     *
     * @param takes whether the message is kept before that
     */
    synchronized void trap(String watcher, String model, boolean takes, Runnable kill) {
        traps.put(watcher + " " + model, new Trap(watcher, model, takes, kill));
    }

    private synchronized HttpResponse take(String watcher, String body) {
        Instant now = Instant.now();
        JsonNode json = json(body);
        Matcher model = MODEL.matcher(body);
        // Tollgate's pager runs all its rules; the others have but this one.
        if (!model.find() || !json.path("rule").asText("model-down").equals("model-down")) {
            return HttpResponse.of(HttpStatus.OK);
        }
        boolean ends = json.path("action").asText().equals("resolve");
        Trap trap = ends ? null : traps.remove(watcher + " " + model.group());
        boolean takes = trap == null || trap.takes();
        messages.add(new Message(now, watcher, model.group(), json.path("id").asText(), ends, takes));
        if (trap == null) {
            return HttpResponse.of(HttpStatus.OK);
        }
        trap.kill().run();
        return HttpResponse.of(new CompletableFuture<HttpResponse>());
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON was sent", e);
        }
    }

    /** All messages of a watcher about a model, in the order in which they came. */
    synchronized List<Message> of(String watcher, String model) {
        return messages.stream()
                .filter(message ->
                        message.watcher().equals(watcher) && message.model().equals(model))
                .toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
