package tollgate.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.LineWriter;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RequestRecord;

/**
 * Writes request lines without pause, as a busy gateway does. It puts the file aside every now and then, and compresses the one
 * that it put aside before.
 */
final class RequestLogWriter implements AutoCloseable {
    private static final int LINES_PER_WRITE = 40;
    private static final int WRITES_PER_FILE = 120;
    private static final int PAUSE_MILLIS = 15;

    private final Path folder;
    private final Random random;
    private final LineWriter writer = new LineWriter();
    private final Thread thread = new Thread(this::write, "request-log-writer");
    private volatile boolean stopping;
    private final AtomicLong lines = new AtomicLong();

    RequestLogWriter(Path folder, long seed) {
        this.folder = folder;
        this.random = new Random(seed);
        thread.start();
    }

    /** Lines written so far. */
    long lines() {
        return lines.get();
    }

    private void write() {
        Path log = folder.resolve("requests.log");
        Path previous = null;
        try {
            for (int writes = 1; !stopping; writes++) {
                ByteArrayOutputStream some = new ByteArrayOutputStream();
                for (int i = 0; i < LINES_PER_WRITE; i++) {
                    writer.write(record(), some);
                }
                Files.write(log, some.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                lines.addAndGet(LINES_PER_WRITE);
                if (writes % WRITES_PER_FILE == 0) {
                    Path aside = folder.resolve("requests-" + writes + ".log");
                    Files.move(log, aside);
                    compress(previous);
                    previous = aside;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void compress(@Nullable Path file) throws IOException {
        if (file != null) {
            try (OutputStream to = new GZIPOutputStream(Files.newOutputStream(Path.of(file + ".gz")))) {
                Files.copy(file, to);
            }
            Files.delete(file);
        }
    }

    private RequestRecord record() {
        return RequestRecord.builder(Instant.now(), new UUID(random.nextLong(), random.nextLong()).toString(), "m")
                .inputTokens(random.nextInt(1_000))
                .outputTokens(random.nextInt(1_000))
                .latencyNanos(1_000L * random.nextInt(1_000_000))
                .outcome(Outcome.OK)
                .userAgent("x".repeat(300))
                .build();
    }

    /** Ends after the lines that it is about to write. */
    @Override
    public void close() throws InterruptedException {
        stopping = true;
        thread.join();
    }
}
