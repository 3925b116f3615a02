package tollgate.benchmarks.paging;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tollgate.pager.page.PageAction;
import tollgate.pager.page.PageContent;
import tollgate.pager.receiver.Outcome;
import tollgate.requestlog.LineWriter;
import tollgate.requestlog.RequestRecord;

/** The request log of a gateway whose models are well until each breaks, at a moment of its own, until it is healed. */
final class FailingModels implements AutoCloseable {
    private static final long LATENCY_NANOS = 300_000_000L;
    private static final String MODEL = "gen_ai.request.model";

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("traffic").factory());
    private final LineWriter writer = new LineWriter();
    private final Path log;
    private final OutputStream out;
    private final int models;
    private final double rate;
    private final Random random;
    private final Map<String, Instant> breaks = new HashMap<>();
    private final Map<String, Instant> firstFailures = new HashMap<>();
    private final Map<String, Duration> delays = new HashMap<>();
    private long requests;

    FailingModels(Path folder, int models, double rate, long seed) throws IOException {
        this.log = folder.resolve("requests.log");
        this.out = new BufferedOutputStream(Files.newOutputStream(log));
        this.models = models;
        this.rate = rate;
        this.random = new Random(seed);
    }

    Path log() {
        return log;
    }

    void start() {
        var _ = clock.scheduleAtFixedRate(this::write, 0, (long) (1e6 / rate), TimeUnit.MICROSECONDS);
    }

    /** All of them break, each at a random moment within so long. */
    synchronized void breakWithin(Duration span) {
        for (int model = 0; model < models; model++) {
            breakWithin(model, span);
        }
    }

    /** One of them breaks. */
    synchronized void breakWithin(int model, Duration span) {
        firstFailures.remove(name(model));
        breaks.put(name(model), Instant.now().plusMillis(span.isZero() ? 0 : random.nextLong(span.toMillis())));
    }

    /** It is well from now on. */
    synchronized void heal(int model) {
        breaks.remove(name(model));
    }

    static String name(int model) {
        return "model-" + model;
    }

    /** The first failed request since it broke last; null where there was none yet. */
    synchronized @Nullable Instant firstFailure(int model) {
        return firstFailures.get(name(model));
    }

    /** One request of each model, which ends now. */
    private synchronized void write() {
        Instant now = Instant.now();
        try {
            for (int i = 0; i < models; i++) {
                String model = name(i);
                Instant breakTime = breaks.get(model);
                boolean broken = breakTime != null && !now.isBefore(breakTime);
                requests++;
                writer.write(record(model, now, broken), out);
                if (broken) {
                    firstFailures.putIfAbsent(model, now);
                }
            }
            out.flush();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private RequestRecord record(String model, Instant now, boolean broken) {
        return RequestRecord.builder(now.minusNanos(LATENCY_NANOS), "r" + requests, model)
                .provider("dashscope")
                .operation("chat")
                .outcome(broken ? tollgate.requestlog.Outcome.UPSTREAM_ERROR : tollgate.requestlog.Outcome.OK)
                .status(broken ? 502 : 200)
                .tenant("search")
                .inputTokens(broken ? RequestRecord.UNKNOWN : 100)
                .outputTokens(broken ? RequestRecord.UNKNOWN : 200)
                .latencyNanos(LATENCY_NANOS)
                .attempts(1)
                .build();
    }

    synchronized Outcome paged(PageContent page, Instant now) {
        String model = page.group().getOrDefault(MODEL, "");
        Instant failed = firstFailures.get(model);
        if (page.action() == PageAction.TRIGGER && page.rule().equals("model-down") && failed != null) {
            delays.putIfAbsent(model, Duration.between(failed, now));
        }
        return new Outcome.Delivered();
    }

    synchronized List<Duration> delays() {
        return new ArrayList<>(delays.values());
    }

    @Override
    public void close() throws IOException {
        clock.shutdownNow();
        out.close();
    }
}
