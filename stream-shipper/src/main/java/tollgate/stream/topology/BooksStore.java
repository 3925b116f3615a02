package tollgate.stream.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.SloThresholds;
import tollgate.shipper.enrich.EnrichedRequest;
import tollgate.shipper.usage.Books;
import tollgate.shipper.usage.ClosedWindows;
import tollgate.shipper.usage.LineOutcomes;
import tollgate.shipper.usage.UsageDelta;

/**
 * The usage windows and the books of lines of one partition, as a store of Kafka Streams. They are added up as objects and written
 * as entries only when Kafka Streams is about to commit, in the same transaction as the offsets of the lines that they count, so
 * that lines and sums cannot part.
 *
 * <p>That moment is known by {@link CachedStateStore}, which is no public interface of Kafka: the other way is to write a window
 * anew with every line.
 */
final class BooksStore implements StateStore, CachedStateStore<byte[], byte[]> {
    static final String STORE = "books";

    private final KeyValueStore<String, byte[]> entries;
    private final SavedBooks saved;
    private final Duration grace;
    private final SloThresholds thresholds;
    private final UsageDelta indexed;

    private LineOutcomes others = new LineOutcomes();
    private long lines;
    private Instant lastLine = Instant.EPOCH;
    private String owner = "";
    private long nextSequence;
    private @Nullable Books books;

    private BooksStore(KeyValueStore<String, byte[]> entries, Duration grace, SloThresholds thresholds) {
        this.entries = entries;
        this.saved = new SavedBooks(entries);
        this.grace = grace;
        this.thresholds = thresholds;
        this.indexed = new UsageDelta(thresholds);
    }

    /** Makes one for each partition. It lies in memory, and in a compacted topic of Kafka, from which it is restored. */
    static StoreBuilder<BooksStore> store(Duration grace, SloThresholds thresholds) {
        StoreBuilder<KeyValueStore<String, byte[]>> entries = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(Map.of());
        return new Builder(entries, grace, thresholds);
    }

    /** Opens the books as they were saved; due before anything else. */
    void open(Instant now) {
        forget();
        SavedBooks.Saved last = saved.load();
        owner = last.name();
        nextSequence = last.nextSequence();
        books = new Books(grace, thresholds, last.minutes(), last.hours(), last.lines(), now);
    }

    /** The name of these books, which stands in the identity of what they report. */
    String owner() {
        return owner;
    }

    void indexed(EnrichedRequest request, Instant now) {
        indexed.add(request);
        line(now);
    }

    /**
     * Counts a refused line.
     *
     * @param now the time of its document
     */
    void refused(Instant now) {
        others.refused(now, 1);
        line(now);
    }

    /**
     * Counts a line that came before.
     *
     * @param at the time of its document
     */
    void repeated(Instant at, Instant now) {
        others.repeated(at);
        line(now);
    }

    private void line(Instant now) {
        lines++;
        lastLine = now;
    }

    /** Takes out what is due, or all. */
    ClosedWindows close(Instant now, boolean all) {
        settle();
        Books open = open();
        ClosedWindows closed = all ? open.closeAll(now, nextSequence) : open.close(now, nextSequence);
        nextSequence += closed.size();
        return closed;
    }

    private void settle() {
        if (lines > 0) {
            open().add(indexed, others, lines, lastLine);
            indexed.clear();
            others = new LineOutcomes();
            lines = 0;
        }
    }

    private Books open() {
        return Objects.requireNonNull(books, "the books are not open");
    }

    /** Called by Kafka Streams before it commits. */
    @Override
    public void flushCache() {
        if (books != null) {
            settle();
            saved.save(owner, nextSequence, books);
        }
    }

    @Override
    public void clearCache() {
        forget();
    }

    private void forget() {
        books = null;
        indexed.clear();
        others = new LineOutcomes();
        lines = 0;
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<byte[], byte[]> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public String name() {
        return entries.name();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        entries.init(context, root);
    }

    @Override
    public void close() {
        forget();
        entries.close();
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return entries.isOpen();
    }

    private record Builder(
            StoreBuilder<KeyValueStore<String, byte[]>> entries, Duration grace, SloThresholds thresholds)
            implements StoreBuilder<BooksStore> {
        @Override
        public BooksStore build() {
            return new BooksStore(entries.build(), grace, thresholds);
        }

        @Override
        public Map<String, String> logConfig() {
            return entries.logConfig();
        }

        @Override
        public boolean loggingEnabled() {
            return entries.loggingEnabled();
        }

        @Override
        public String name() {
            return entries.name();
        }

        @Override
        public StoreBuilder<BooksStore> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<BooksStore> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<BooksStore> withLoggingEnabled(Map<String, String> config) {
            throw new UnsupportedOperationException("it always is");
        }

        @Override
        public StoreBuilder<BooksStore> withLoggingDisabled() {
            throw new UnsupportedOperationException("it would be lost");
        }
    }
}
