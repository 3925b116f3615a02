package tollgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * A real server in place of PagerDuty and of a chat, at its worst: it takes pages and never answers, takes them and answers nonsense, or
 * takes them not and says so. It keeps what it took: of PagerDuty's incidents one is open for each key at a time, as PagerDuty
 * keeps them; the chat shows everything that it took.
 */
final class Incidents implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What is known of a key.
     *
     * @param opened how many incidents there were
     */
    record Incident(int opened, int closed) {
        boolean isOpen() {
            return opened > closed;
        }
    }

    private final Random random = new Random(11);
    private final Map<String, Incident> incidents = new HashMap<>();
    private final Map<String, Incident> chat = new HashMap<>();
    private final Server server;
    private boolean kind;

    Incidents() {
        server = Server.builder()
                .http(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .requestTimeoutMillis(0)
                .service(
                        "/pagerduty",
                        (context, request) -> HttpResponse.of(request.aggregate()
                                .thenApply(whole -> answer(whole, this::event, "{\"status\":\"success\"}"))))
                .service(
                        "/chat",
                        (context, request) -> HttpResponse.of(
                                request.aggregate().thenApply(whole -> answer(whole, this::message, "ok"))))
                .build();
        server.start().join();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.activeLocalPort() + path);
    }

    /** From now on it takes everything and says so. */
    synchronized void beKind() {
        kind = true;
    }

    synchronized Map<String, Incident> incidents() {
        return Map.copyOf(incidents);
    }

    /** What the chat shows, by the group that stands in the title. */
    synchronized Map<String, Incident> chat() {
        return Map.copyOf(chat);
    }

    private interface Taking {
        void take(JsonNode body);
    }

    private synchronized HttpResponse answer(AggregatedHttpRequest request, Taking taking, String yes) {
        int mood = kind ? 100 : random.nextInt(100);
        if (mood < 10) {
            return HttpResponse.of(HttpStatus.INTERNAL_SERVER_ERROR);
        }
        if (mood < 15) {
            return HttpResponse.of(ResponseHeaders.builder(HttpStatus.TOO_MANY_REQUESTS)
                    .add("retry-after", "1")
                    .build());
        }
        if (mood < 20) {
            return HttpResponse.of(HttpStatus.OK, MediaType.HTML_UTF_8, "<html>log in</html>");
        }
        try {
            taking.take(JSON.readTree(request.contentUtf8()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (mood < 23) {
            return HttpResponse.of(new CompletableFuture<HttpResponse>());
        }
        if (mood < 30) {
            return HttpResponse.of(HttpStatus.OK, MediaType.HTML_UTF_8, "<html>nonsense</html>");
        }
        if (mood < 36) {
            return HttpResponse.of(HttpStatus.BAD_GATEWAY);
        }
        return HttpResponse.of(HttpStatus.OK, MediaType.PLAIN_TEXT_UTF_8, yes);
    }

    private void event(JsonNode body) {
        String key = body.path("dedup_key").asText();
        Incident before = incidents.getOrDefault(key, new Incident(0, 0));
        boolean triggers = body.path("event_action").asText().equals("trigger");
        if (triggers && !before.isOpen()) {
            incidents.put(key, new Incident(before.opened() + 1, before.closed()));
        } else if (!triggers && before.isOpen()) {
            incidents.put(key, new Incident(before.opened(), before.closed() + 1));
        }
    }

    private void message(JsonNode body) {
        String title = body.path("text").asText();
        String group = title.substring(title.lastIndexOf(' ') + 1);
        Incident before = chat.getOrDefault(group, new Incident(0, 0));
        boolean opens = title.startsWith("[PAGE]");
        chat.put(group, new Incident(before.opened() + (opens ? 1 : 0), before.closed() + (opens ? 0 : 1)));
    }

    @Override
    public void close() {
        server.stop().join();
    }
}
