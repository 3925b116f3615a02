package tollgate.benchmarks;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import tollgate.requestlog.LineWriter;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RequestRecord;
import tollgate.requestlog.RequestRecordBuilder;
import tollgate.requestlog.UsageSource;

/**
 * Writes request lines as a busy gateway does, about 600 bytes each: five models that the shipped price book knows and four
 * tenants of uneven share, log-normal latencies and token counts, one request in fifty a failure. The same seed gives the same
 * file.
 */
public final class LineGenerator {
    private static final Instant START = Instant.parse("2026-03-15T00:00:00Z");
    private static final double MEAN_MILLIS_BETWEEN = 20;
    private static final List<Model> MODELS = List.of(
            new Model("dashscope", "qianwen-turbo", "qianwen-turbo"),
            new Model("dashscope", "qianwen-turbo", "qianwen-turbo"),
            new Model("dashscope", "qwen-max", "qwen-max"),
            new Model("openai", "gpt-5-mini", "gpt-5-mini-2025-08-07"),
            new Model("anthropic", "claude-sonnet-4-5", "claude-sonnet-4-5-20250929"),
            new Model("deepseek", "deepseek-chat", "deepseek-chat"));
    private static final List<String> TENANTS = List.of("search", "search", "search", "support", "lab", "billing");
    private static final List<Outcome> FAILURES =
            List.of(Outcome.UPSTREAM_ERROR, Outcome.RATE_LIMITED, Outcome.TIMEOUT, Outcome.ABORTED);

    private record Model(String provider, String requested, String answered) {}

    private final Random random;
    private final Instant start;
    private final double meanMillisBetween;
    private final LineWriter writer = new LineWriter();
    private double clockMillis;

    LineGenerator(long seed) {
        this(seed, START, MEAN_MILLIS_BETWEEN);
    }

    /** Writes requests from a moment on, so far apart on average. */
    public LineGenerator(long seed, Instant start, double meanMillisBetween) {
        this.random = new Random(seed);
        this.start = start;
        this.meanMillisBetween = meanMillisBetween;
    }

    static void write(Path file, long lines, long seed) throws IOException {
        new LineGenerator(seed).write(file, lines);
    }

    /** Writes the next lines into a new file. */
    public void write(Path file, long lines) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (long i = 0; i < lines; i++) {
                writer.write(next(), out);
            }
        }
    }

    /** When the newest request started. */
    public Instant time() {
        return start.plusMillis((long) clockMillis);
    }

    /** Lines in memory, each without its line feed. */
    public static List<byte[]> lines(int lines, long seed) {
        LineGenerator generator = new LineGenerator(seed);
        List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            generator.writer.write(generator.next(), line);
            all.add(Arrays.copyOf(line.toByteArray(), line.size() - 1));
        }
        return all;
    }

    private RequestRecord next() {
        clockMillis += -Math.log(1 - random.nextDouble()) * meanMillisBetween;
        boolean failed = random.nextInt(50) == 0;
        Outcome outcome = failed ? FAILURES.get(random.nextInt(FAILURES.size())) : Outcome.OK;
        boolean stream = random.nextInt(3) > 0;
        long ttftNanos = 1_000 * (long) logNormal(320_000, 0.5);
        long latencyNanos = ttftNanos + 1_000 * (long) logNormal(2_200_000, 0.8);
        long input = (long) logNormal(900, 1.0);
        Model model = MODELS.get(random.nextInt(MODELS.size()));
        RequestRecordBuilder record = RequestRecord.builder(
                        time(), new UUID(random.nextLong(), random.nextLong()).toString(), model.requested())
                .responseModel(model.answered())
                .provider(model.provider())
                .operation("chat")
                .stream(stream)
                .latencyNanos(latencyNanos)
                .overheadNanos(350_000)
                .outcome(outcome)
                .status(failed ? 502 : 200)
                .attempts(1)
                .tenant(TENANTS.get(random.nextInt(TENANTS.size())))
                .user("user-" + random.nextInt(5_000))
                .keyId("key-" + random.nextInt(60))
                .clientAddress("10.20." + random.nextInt(256) + "." + random.nextInt(256))
                .userAgent("openai-java/4.101.0")
                .host("chat-01");
        if (failed) {
            record.errorType("upstream_unavailable").usageSource(UsageSource.UNKNOWN);
        } else {
            record.inputTokens(input)
                    .outputTokens((long) logNormal(260, 0.9))
                    .cacheReadTokens(random.nextInt(3) == 0 ? input / 2 : 0)
                    .usageSource(UsageSource.PROVIDER)
                    .finishReason("stop")
                    .responseId("chatcmpl-" + Long.toHexString(random.nextLong()));
        }
        if (stream && !failed) {
            record.ttftNanos(ttftNanos);
        }
        return record.build();
    }

    private double logNormal(double median, double sigma) {
        return median * Math.exp(sigma * random.nextGaussian());
    }
}
