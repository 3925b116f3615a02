package tollgate.shipper;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import tollgate.requestlog.LineWriter;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RequestRecord;
import tollgate.requestlog.RequestRecordBuilder;
import tollgate.requestlog.UsageSource;

/**
 * Makes request lines and counts for itself what must come out, with other code than the shipper's: sums by {@code BigDecimal}
 * and strings, straight from what was drawn.
 */
public final class Oracle {
    private static final Instant START = Instant.parse("2026-03-15T14:30:00Z");
    private static final List<String> MODELS = List.of("qianwen-turbo", "qwen-max", "gpt-5", "claude-4");
    private static final List<String> TENANTS = List.of("search", "support", "lab");

    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());

    private final Random random;
    private final LineWriter writer = new LineWriter();
    private final TreeSet<String> requestIds = new TreeSet<>();
    private final Map<String, Map<String, BigDecimal>> sums = new TreeMap<>();
    private long clockMillis;

    public Oracle(long seed) {
        random = new Random(seed);
    }

    /** A line with its line feed, which from now on must be found exactly once. */
    public String line() {
        clockMillis += random.nextInt(40);
        Outcome outcome = random.nextInt(10) < 8 ? Outcome.OK : OUTCOMES.get(random.nextInt(OUTCOMES.size()));
        long input = random.nextInt(20) == 0 ? -1 : random.nextInt(4_000);
        long output = input < 0 ? -1 : random.nextInt(2_000);
        long latencyNanos = random.nextInt(30) == 0 ? -1 : 1_000L * random.nextInt(90_000_000);
        String model = MODELS.get(random.nextInt(MODELS.size()));
        String tenant = TENANTS.get(random.nextInt(TENANTS.size()));
        boolean stream = random.nextBoolean();
        Instant timestamp = START.plusMillis(clockMillis);
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        RequestRecordBuilder record =
                RequestRecord.builder(timestamp, id, "alias")
                        .responseModel(model)
                        .provider("dashscope")
                        .operation("chat")
                        .stream(stream)
                        .inputTokens(input)
                        .outputTokens(output)
                        .usageSource(input < 0 ? UsageSource.UNKNOWN : UsageSource.PROVIDER)
                        .latencyNanos(latencyNanos)
                        .outcome(outcome)
                        .status(outcome == Outcome.OK ? 200 : 500)
                        .attempts(1)
                        .tenant(tenant)
                        .userAgent("x".repeat(random.nextInt(60)));
        expect(timestamp, model, tenant, outcome, stream, input, output, latencyNanos);
        requestIds.add(id);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        writer.write(record.build(), line);
        return line.toString(StandardCharsets.UTF_8);
    }

    public String lines(int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append(line());
        }
        return lines.toString();
    }

    private void expect(
            Instant timestamp,
            String model,
            String tenant,
            Outcome outcome,
            boolean stream,
            long input,
            long output,
            long latencyNanos) {
        String minute = timestamp.toString().substring(0, 16);
        boolean priced = input >= 0 && !model.equals("qwen-max");
        String currency = !priced ? "" : model.startsWith("claude") ? "CNY" : "USD";
        Map<String, BigDecimal> group = sums.computeIfAbsent(
                String.join(
                        "|", minute, "dashscope", model, tenant, outcome.code(), Boolean.toString(stream), currency),
                key -> new TreeMap<>());
        add(group, "unpriced", priced ? BigDecimal.ZERO : BigDecimal.ONE);
        if (priced) {
            add(group, "cost", new BigDecimal(3 * input + 7 * output).movePointLeft(9));
        }
        add(group, "requests", BigDecimal.ONE);
        add(group, "attempts", BigDecimal.ONE);
        add(group, "unmeasured", input < 0 ? BigDecimal.ONE : BigDecimal.ZERO);
        if (input >= 0) {
            add(group, "input", BigDecimal.valueOf(input));
            add(group, "output", BigDecimal.valueOf(output));
        }
        if (latencyNanos >= 0) {
            add(group, "latency_sum_ms", new BigDecimal(latencyNanos).movePointLeft(6));
            add(group, "latency_count", BigDecimal.ONE);
            group.merge("latency_max_ms", new BigDecimal(latencyNanos).movePointLeft(6), BigDecimal::max);
            group.merge("latency_min_ms", new BigDecimal(latencyNanos).movePointLeft(6), BigDecimal::min);
            add(group, "le_2s", latencyNanos <= 2_000_000_000L ? BigDecimal.ONE : BigDecimal.ZERO);
            add(group, "in_sketch", BigDecimal.ONE);
        }
    }

    /** The ids of the documents are those of the lines, each once; what it says otherwise names the others only. */
    public void assertRequests(Collection<JsonNode> documents) {
        Map<String, Integer> times = new TreeMap<>();
        documents.forEach(document -> times.merge(document.at("/event/id").asText(), 1, Integer::sum));
        requestIds.forEach(id -> times.putIfAbsent(id, 0));
        times.entrySet().removeIf(id -> id.getValue() == 1 && requestIds.contains(id.getKey()));
        assertThat(times)
                .as("how often ids were found that are not of one line each or were not found once")
                .isEmpty();
    }

    /** The documents of each window of a minute, and of each of an hour, add up to what was drawn, in every measure. */
    public void assertUsage(Collection<JsonNode> minutes, Collection<JsonNode> hours) {
        assertThat(sums(minutes, 60)).isEqualTo(normalised(sums));
        assertThat(sums(hours, 3_600)).isEqualTo(normalised(byHour()));
    }

    /** The books of lines say of each minute and currency what was drawn, and nothing is lost between their sides. */
    public void assertBooks(Collection<JsonNode> documents) {
        Map<String, Map<String, BigDecimal>> expected = new TreeMap<>();
        sums.forEach((key, group) -> {
            Map<String, BigDecimal> minute = expected.computeIfAbsent(
                    key.substring(0, 16) + key.substring(key.lastIndexOf('|')), k -> new TreeMap<>());
            for (String name : List.of("requests", "unmeasured", "unpriced", "input", "output", "cost")) {
                if (group.containsKey(name)) {
                    add(minute, name, group.get(name));
                }
            }
            add(minute, "indexed", group.getOrDefault("requests", BigDecimal.ZERO));
        });
        Map<String, Map<String, BigDecimal>> found = new TreeMap<>();
        for (JsonNode document : documents) {
            long indexed = document.at("/llm_gateway/lines/indexed").asLong();
            long others = document.at("/llm_gateway/lines/refused").asLong()
                    + document.at("/llm_gateway/lines/repeated").asLong();
            assertThat(document.at("/llm_gateway/lines/read").asLong()).isEqualTo(indexed + others);
            if (indexed > 0) {
                Map<String, BigDecimal> minute = found.computeIfAbsent(
                        document.at("/@timestamp").asText().substring(0, 16) + "|"
                                + document.at("/llm_gateway/cost/currency").asText(),
                        k -> new TreeMap<>());
                Map.of(
                                "requests", "/llm_gateway/requests",
                                "unmeasured", "/llm_gateway/unmeasured",
                                "unpriced", "/llm_gateway/unpriced",
                                "input", "/gen_ai/usage/input_tokens",
                                "output", "/gen_ai/usage/output_tokens",
                                "cost", "/llm_gateway/cost/amount",
                                "indexed", "/llm_gateway/lines/indexed")
                        .forEach((name, pointer) -> addIfThere(minute, name, document.at(pointer)));
            }
        }
        assertThat(normalised(found)).isEqualTo(normalised(expected));
    }

    private Map<String, Map<String, BigDecimal>> byHour() {
        Map<String, Map<String, BigDecimal>> hours = new TreeMap<>();
        sums.forEach((key, group) -> {
            Map<String, BigDecimal> hour =
                    hours.computeIfAbsent(key.substring(0, 13) + ":00" + key.substring(16), k -> new TreeMap<>());
            group.forEach((name, value) -> hour.merge(
                    name,
                    value,
                    name.endsWith("max_ms")
                            ? BigDecimal::max
                            : name.endsWith("min_ms") ? BigDecimal::min : BigDecimal::add));
        });
        return hours;
    }

    private static Map<String, Map<String, String>> sums(Collection<JsonNode> documents, int windowSeconds) {
        Map<String, Map<String, BigDecimal>> found = new TreeMap<>();
        for (JsonNode document : documents) {
            assertThat(document.at("/llm_gateway/window/seconds").asInt()).isEqualTo(windowSeconds);
            String key = String.join(
                    "|",
                    document.at("/@timestamp").asText().substring(0, 16),
                    document.at("/gen_ai/provider/name").asText(),
                    document.at("/gen_ai/response/model").asText(),
                    document.at("/llm_gateway/tenant").asText(),
                    document.at("/llm_gateway/outcome").asText(),
                    document.at("/gen_ai/request/stream").asText(),
                    document.at("/llm_gateway/cost/currency").asText());
            Map<String, BigDecimal> group = found.computeIfAbsent(key, k -> new TreeMap<>());
            Map<String, String> measures = new HashMap<>(Map.of(
                    "requests", "/llm_gateway/requests",
                    "attempts", "/llm_gateway/attempts",
                    "unmeasured", "/llm_gateway/unmeasured",
                    "unpriced", "/llm_gateway/unpriced",
                    "cost", "/llm_gateway/cost/amount",
                    "le_2s", "/llm_gateway/latency/le_2s",
                    "input", "/gen_ai/usage/input_tokens",
                    "output", "/gen_ai/usage/output_tokens",
                    "latency_sum_ms", "/llm_gateway/latency/sum_ms"));
            measures.forEach((name, pointer) -> addIfThere(group, name, document.at(pointer)));
            if (!document.at("/llm_gateway/latency/max_ms").isMissingNode()) {
                addIfThere(group, "latency_count", document.at("/llm_gateway/latency/count"));
                group.merge("latency_max_ms", decimal(document.at("/llm_gateway/latency/max_ms")), BigDecimal::max);
                group.merge("latency_min_ms", decimal(document.at("/llm_gateway/latency/min_ms")), BigDecimal::min);
                JsonNode sketch = document.at("/llm_gateway/latency/sketch");
                addIfThere(group, "in_sketch", sketch.at("/zero/count"));
                sketch.at("/positive/counts").forEach(count -> add(group, "in_sketch", decimal(count)));
            }
        }
        return normalised(found);
    }

    private static void addIfThere(Map<String, BigDecimal> group, String name, JsonNode value) {
        if (!value.isMissingNode()) {
            add(group, name, decimal(value));
        }
    }

    private static BigDecimal decimal(JsonNode value) {
        return new BigDecimal(value.asText());
    }

    private static void add(Map<String, BigDecimal> group, String name, BigDecimal value) {
        group.merge(name, value, BigDecimal::add);
    }

    private static Map<String, Map<String, String>> normalised(Map<String, Map<String, BigDecimal>> sums) {
        Map<String, Map<String, String>> plain = new TreeMap<>();
        sums.forEach((key, group) -> {
            Map<String, String> values = new TreeMap<>();
            group.forEach((name, value) -> values.put(
                    name,
                    value.setScale(9, java.math.RoundingMode.HALF_EVEN)
                            .stripTrailingZeros()
                            .toPlainString()));
            plain.put(key, values);
        });
        return plain;
    }
}
