package tollgate.shipper.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Data streams in memory: an id is unique in the newest backing index only, a document without {@code @timestamp} is refused,
 * and the next requests can be made to fail in the ways of a real cluster.
 */
public final class InMemoryElasticsearch implements BulkTransport {
    /** A way to fail. */
    public enum Fault {
        /** Nothing is written, nothing is answered. */
        NO_CONNECTION,
        /** All is written, and the answer is lost. */
        ANSWER_LOST,
        /** The same, and the stream rolls over before the next request. */
        ANSWER_LOST_AND_ROLLOVER,
        /** 429 for the whole request. */
        BUSY,
        /** 503 for the whole request. */
        UNAVAILABLE,
        /** 413 for the whole request. */
        TOO_LARGE,
        /** Every second item is answered with 429, the others are written. */
        HALF_BUSY,
        /** Every third item is answered with 400, the others are written. */
        THIRD_REFUSED,
        /** 403 for all items. */
        LOCKED
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, List<Map<String, JsonNode>>> streams = new LinkedHashMap<>();
    private final Map<String, Instant> rollovers = new HashMap<>();
    private final Deque<Fault> faults = new ArrayDeque<>();

    public synchronized void failNext(Fault... next) {
        faults.addAll(List.of(next));
    }

    public synchronized boolean hasFaultsLeft() {
        return !faults.isEmpty();
    }

    public synchronized void rollOver(String stream) {
        rollovers.put(stream, Instant.now());
        indices(stream).add(new LinkedHashMap<>());
    }

    /** All documents with their ids; an id that stands in two backing indices is there twice. */
    public synchronized List<Map.Entry<String, JsonNode>> documents(String stream) {
        List<Map.Entry<String, JsonNode>> all = new ArrayList<>();
        indices(stream).forEach(index -> all.addAll(index.entrySet()));
        return all;
    }

    @Override
    public synchronized BulkAnswer send(BulkBody body) throws IOException {
        Fault fault = faults.poll();
        if (fault == Fault.NO_CONNECTION) {
            throw new IOException("connection refused");
        }
        int whole = fault == null
                ? 200
                : switch (fault) {
                    case BUSY -> 429;
                    case UNAVAILABLE -> 503;
                    case TOO_LARGE -> 413;
                    default -> 200;
                };
        if (whole != 200) {
            return new BulkAnswer(whole, List.of());
        }
        List<BulkAnswer.Item> answers = new ArrayList<>();
        Set<String> touched = new HashSet<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body.content(), StandardCharsets.UTF_8))) {
            for (String action = lines.readLine(); action != null; action = lines.readLine()) {
                JsonNode create = JSON.readTree(action).path("create");
                touched.add(create.path("_index").asText());
                answers.add(item(fault, answers.size(), create, JSON.readTree(lines.readLine())));
            }
        }
        if (fault == Fault.ANSWER_LOST || fault == Fault.ANSWER_LOST_AND_ROLLOVER) {
            if (fault == Fault.ANSWER_LOST_AND_ROLLOVER) {
                touched.forEach(this::rollOver);
            }
            throw new IOException("connection reset");
        }
        return new BulkAnswer(200, answers);
    }

    private BulkAnswer.Item item(@Nullable Fault fault, int number, JsonNode create, JsonNode document) {
        if (fault == Fault.HALF_BUSY && number % 2 == 0) {
            return BulkAnswer.Item.of(429, "es_rejected_execution_exception", "queue full");
        }
        if (fault == Fault.LOCKED) {
            return BulkAnswer.Item.of(403, "cluster_block_exception", "index read-only");
        }
        if (fault == Fault.THIRD_REFUSED && number % 3 == 0) {
            return BulkAnswer.Item.of(400, "document_parsing_exception", "made up");
        }
        if (!document.path("@timestamp").isTextual()) {
            return BulkAnswer.Item.of(400, "document_parsing_exception", "data stream timestamp field is missing");
        }
        List<Map<String, JsonNode>> indices = indices(create.path("_index").asText());
        JsonNode before = indices.getLast().putIfAbsent(create.path("_id").asText(), document);
        return BulkAnswer.Item.of(before == null ? 201 : 409, null, null);
    }

    @Override
    public synchronized Map<String, Existing> existing(String stream, Collection<String> ids) {
        Map<String, Existing> found = new HashMap<>();
        for (Map<String, JsonNode> index : indices(stream)) {
            for (String id : ids) {
                JsonNode document = index.get(id);
                if (document != null) {
                    found.put(
                            id,
                            new Existing(
                                    document.at("/llm_gateway/origin").asText(""),
                                    Instant.parse(document.path("@timestamp").asText())));
                }
            }
        }
        return found;
    }

    @Override
    public synchronized boolean isEmpty(String stream) {
        return documents(stream).isEmpty();
    }

    @Override
    public synchronized Optional<Instant> rolledOverAt(String stream) {
        return Optional.ofNullable(rollovers.get(stream));
    }

    private List<Map<String, JsonNode>> indices(String stream) {
        return streams.computeIfAbsent(stream, name -> new ArrayList<>(List.of(new LinkedHashMap<>())));
    }
}
