package tollgate.stream.produce;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.adapters.LineFormat;
import tollgate.adapters.LineFormats;
import tollgate.requestlog.RefusedLineException;
import tollgate.shipper.checkpoint.Checkpoint;
import tollgate.shipper.checkpoint.FileCheckpointStore;
import tollgate.shipper.checkpoint.StateLock;
import tollgate.shipper.file.FilePosition;
import tollgate.shipper.file.InputPattern;
import tollgate.shipper.file.LineFeeds;
import tollgate.shipper.file.TailedFile;
import tollgate.shipper.file.TailedFiles;
import tollgate.shipper.usage.OpenWindows;
import tollgate.stream.KafkaConnection;
import tollgate.stream.StreamException;
import tollgate.stream.topic.TopicSetup;
import tollgate.stream.topology.LinePlace;

/**
 * Follows request logs and brings each line to Kafka, at least once, in the order of its file: what was sent before a crash and not
 * noted down is sent again, and the stream shippers pass over it. While Kafka does not answer, lines wait in their files.
 */
public final class LogProducer {
    private static final Logger LOG = LoggerFactory.getLogger(LogProducer.class);
    private static final Duration SAVE_EVERY = Duration.ofMillis(500);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final int BATCH_BYTES = 128 << 10;
    /** How long a line waits until it is known where it goes; after that it waits in its file. */
    private static final int MAX_BLOCK_MILLIS = 1_000;

    private static final int ACKNOWLEDGEMENT_MILLIS = 100;
    /** How long a stop waits for what is on its way. */
    private static final Duration DRAIN_FOR = Duration.ofSeconds(3);

    private static final Duration CLOSE_WITHIN = Duration.ofMillis(500);

    private final ProducerSettings settings;
    private final KafkaConnection kafka;
    private final LineFormat lines;
    private final InstantSource clock;
    private final byte[] buffer;
    private final Map<String, FilePosition> positions = new LinkedHashMap<>();
    private volatile @Nullable Instant stopBy;
    private volatile @Nullable Thread starting;
    private volatile boolean sending;
    private final LongAdder acknowledged = new LongAdder();
    private Instant saved = Instant.EPOCH;

    /** @throws IllegalArgumentException where there is no such line format; the message is one line */
    public LogProducer(ProducerSettings settings, KafkaConnection kafka, InstantSource clock) {
        this.settings = settings;
        this.kafka = kafka;
        this.lines = LineFormats.of(settings.format());
        this.clock = clock;
        this.buffer = new byte[Math.max(settings.batchBytes(), LineFeeds.LONGEST_PIECE)];
    }

    /** Whether lines are on their way, or about to be, that Kafka has not acknowledged. */
    boolean isSending() {
        return sending;
    }

    /** Lines that Kafka has acknowledged. */
    public long acknowledged() {
        return acknowledged.sum();
    }

    /** Asks {@link #run} to end soon: within four seconds, whatever Kafka does. */
    public void stop() {
        stopBy = clock.instant().plus(DRAIN_FOR);
        Thread waiting = starting;
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    /**
     * Brings lines to Kafka, as soon as it answers, until stopped or, where so told, to the end of the files.
     *
     * @param progress gets one line where Kafka does not answer at once
     * @throws StreamException where it cannot go on; the message is one line that says what to do
     */
    public void run(Consumer<String> progress) throws StreamException, InterruptedException {
        try {
            Files.createDirectories(settings.state());
            try (StateLock lock = StateLock.tryAcquire(settings.state())) {
                if (lock == null) {
                    throw new StreamException(
                            "another producer uses the state folder " + settings.state()
                                    + ": stop it, or give this one a folder of its own",
                            null);
                }
                runAlone(progress);
            }
        } catch (IOException e) {
            throw new StreamException(
                    "reading " + settings.input() + " or saving in " + settings.state() + " failed: " + e, e);
        }
    }

    private void runAlone(Consumer<String> progress) throws IOException, StreamException, InterruptedException {
        FileCheckpointStore store = new FileCheckpointStore(settings.state());
        Checkpoint from =
                store.load().orElseGet(() -> Checkpoint.first(UUID.randomUUID().toString()));
        from.positions().forEach(this::remember);
        if (!awaitTopics(progress)) {
            return;
        }
        Producer<byte[], byte[]> producer = producer();
        try (TailedFiles files =
                new TailedFiles(InputPattern.of(settings.input()), from.positions(), false, settings.exitAtEnd())) {
            while (!isStopping()) {
                boolean found = false;
                for (TailedFile file : files.refresh()) {
                    found |= !isStopping() && read(file, producer);
                    if (saved.plus(SAVE_EVERY).isBefore(clock.instant())) {
                        save(store, from.shipper());
                    }
                }
                if (!found) {
                    save(store, from.shipper());
                    if (settings.exitAtEnd() && !files.isChecking()) {
                        return;
                    }
                    Thread.sleep(settings.poll());
                }
            }
            save(store, from.shipper());
        } finally {
            producer.close(CLOSE_WITHIN);
        }
    }

    /** Returns whether there is something to do: it was not stopped meanwhile. */
    private boolean awaitTopics(Consumer<String> progress) throws StreamException, InterruptedException {
        starting = Thread.currentThread();
        try {
            if (!isStopping()) {
                TopicSetup.await(kafka, settings.topics(), settings.topicSettings(), progress);
            }
        } catch (InterruptedException | InterruptException e) {
            if (!isStopping()) {
                throw e;
            }
        } finally {
            starting = null;
        }
        return !isStopping();
    }

    private boolean isStopping() {
        return stopBy != null;
    }

    private void remember(FilePosition position) {
        positions.put(position.key() + ' ' + position.identity().hash(), position);
    }

    private void save(FileCheckpointStore store, String name) throws IOException {
        List<FilePosition> all = List.copyOf(positions.values());
        store.save(new Checkpoint(name, 0, all, OpenWindows.NONE, OpenWindows.NONE, List.of(), List.of()));
        saved = clock.instant();
    }

    private Producer<byte[], byte[]> producer() {
        Map<String, Object> all = new HashMap<>(kafka.client());
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        all.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
        all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicSetup.MAX_LINE_BYTES);
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Waits until it is known of each message what became of it, or it is time to stop. */
    private @Nullable Exception await(Semaphore done, int messages) throws InterruptedException {
        try {
            while (!done.tryAcquire(messages, ACKNOWLEDGEMENT_MILLIS, TimeUnit.MILLISECONDS)) {
                Instant end = stopBy;
                if (end != null && end.isBefore(clock.instant())) {
                    return new TimeoutException("it is time to stop");
                }
            }
            return null;
        } finally {
            sending = false;
        }
    }

    /** Sends as much of a file as fits the buffer, and waits until Kafka has it. Returns whether there was anything. */
    private boolean read(TailedFile file, Producer<byte[], byte[]> producer) throws IOException, InterruptedException {
        int limit = file.read(ByteBuffer.wrap(buffer));
        boolean toItsEnd = (settings.exitAtEnd() || file.isComplete()) && file.unread() == limit;
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        Semaphore done = new Semaphore(0);
        FilePosition start = file.position();
        int next = 0;
        int count = 0;
        try {
            while (next < limit && failure.get() == null) {
                int reach = Math.min(limit, next + LineFeeds.LONGEST_PIECE);
                int feed = LineFeeds.next(buffer, next, reach);
                boolean isPiece = reach - next == LineFeeds.LONGEST_PIECE;
                if (feed < 0 && !isPiece && !toItsEnd) {
                    break;
                }
                int end = feed < 0 ? reach : feed;
                sending = true; // also while a client that has lost all brokers keeps it waiting
                var _ = producer.send(message(start.at(start.offset() + next), next, end), (metadata, e) -> {
                    if (e != null) {
                        failure.set(e);
                    }
                    done.release();
                });
                next = feed < 0 ? reach : feed + 1;
                count++;
            }
        } catch (KafkaException e) {
            failure.set(e);
        }
        @Nullable Exception failed = await(done, count);
        failed = failed == null ? failure.get() : failed;
        if (failed != null) {
            LOG.warn("Kafka does not take lines, they wait: {}", failed.toString());
            Thread.sleep(isStopping() ? Duration.ZERO : BETWEEN_TRIES);
            return true; // they are read and sent again
        }
        file.advance(next);
        if (next > 0) {
            remember(file.position());
        }
        acknowledged.add(count);
        return next > 0;
    }

    private ProducerRecord<byte[], byte[]> message(FilePosition place, int from, int to) {
        byte[] value = new byte[to - from];
        System.arraycopy(buffer, from, value, 0, value.length);
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(settings.topics().requests(), key(value), value);
        LinePlace.write(place, message.headers());
        return message;
    }

    /** The request id, so that a line that is sent again gets to the same partition; of a refused line, the line itself. */
    private byte[] key(byte[] line) {
        try {
            return lines.read(line, 0, line.length).requestId().getBytes(StandardCharsets.UTF_8);
        } catch (RefusedLineException e) {
            return Integer.toHexString(java.util.Arrays.hashCode(line)).getBytes(StandardCharsets.UTF_8);
        }
    }
}
