package tollgate.stream.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import tollgate.adapters.LineFormat;
import tollgate.adapters.LineFormats;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.DocumentIds;
import tollgate.requestlog.DocumentJson;
import tollgate.requestlog.DocumentWriter;
import tollgate.requestlog.RefusedLineException;
import tollgate.requestlog.RequestRecord;
import tollgate.shipper.InvalidDocuments;
import tollgate.shipper.InvalidDocuments.Refusal;
import tollgate.shipper.bulk.BulkBody;
import tollgate.shipper.enrich.EnrichedFields;
import tollgate.shipper.enrich.EnrichedRequest;
import tollgate.shipper.enrich.RequestEnricher;
import tollgate.shipper.file.FilePosition;
import tollgate.shipper.usage.ClosedWindows;
import tollgate.shipper.usage.Report;
import tollgate.shipper.usage.ReportDocuments;
import tollgate.stream.DocumentHeaders;
import tollgate.stream.StreamCounts;
import tollgate.stream.StreamSettings;

/**
 * The lines of one partition: each becomes a document of a request or, refused, of the invalid stream, unless it came before; and
 * the books of the partition count it. Whatever the bytes are, the partition goes on.
 */
final class LineProcessor implements Processor<byte[], byte[], String, byte[]> {
    static final String ENRICHED = "enriched";
    static final String INVALID = "invalid";
    static final String USAGE = "usage";

    private static final Duration BETWEEN_CLOSES = Duration.ofMillis(500);
    private static final byte[] EMPTY = {};
    private static final int SECONDS_PER_MINUTE = 60;

    private final StreamSettings settings;
    private final LineFormat lines;
    private final RequestEnricher enricher;
    private final StreamCounts counts;
    private final LongSupplier closings;
    private final DocumentIds ids = new DocumentIds();
    private final DocumentWriter documents;
    private final InvalidDocuments invalid;
    private final BulkBody body = new BulkBody();
    private long closed;
    private boolean started;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first
    private ProcessorContext<String, byte[]> context;

    @SuppressWarnings("NullAway.Init") // likewise
    private SeenIds seen;

    @SuppressWarnings("NullAway.Init") // likewise
    private BooksStore books;

    /** @param closings how often all windows were to be closed at once, so far */
    LineProcessor(StreamSettings settings, RequestEnricher enricher, StreamCounts counts, LongSupplier closings) {
        this.settings = settings;
        this.lines = LineFormats.of(settings.format());
        this.enricher = enricher;
        this.counts = counts;
        this.closings = closings;
        this.documents = new DocumentWriter(settings.namespace());
        this.invalid = new InvalidDocuments(settings.namespace(), !lines.mayHoldContent());
    }

    @Override
    public void init(ProcessorContext<String, byte[]> newContext) {
        context = newContext;
        closed = closings.getAsLong();
        started = false;
        seen = new SeenIds(newContext.getStateStore(SeenIds.STORE), settings.duplicates());
        books = newContext.getStateStore(BooksStore.STORE);
        books.open(now());
        var _ = newContext.schedule(BETWEEN_CLOSES, PunctuationType.WALL_CLOCK_TIME, millis -> closeWindows());
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        if (!started) { // windows that were counted against other thresholds close before anything is added
            closeWindows();
        }
        counts.line();
        byte[] line = message.value() == null ? EMPTY : message.value();
        FilePosition inTopic =
                LinePlace.inTopic(context.recordMetadata().orElseThrow(() -> new IllegalStateException("no message")));
        @Nullable FilePosition inFile = LinePlace.inFile(message.headers());
        try {
            request(enricher.enrich(lines.read(line, 0, line.length)), inTopic, message.timestamp());
        } catch (RefusedLineException e) {
            refused(line, inFile == null ? inTopic : inFile, inFile != null, Refusal.of(e), message.timestamp());
        } catch (IOException e) { // from a buffer in memory
            throw new UncheckedIOException(e);
        }
    }

    private void request(EnrichedRequest request, FilePosition place, long arrivedMillis) throws IOException {
        RequestRecord record = request.record();
        Instant now = now();
        String id = ids.ofRequest(record);
        if (!seen.add(id, arrivedMillis)) {
            counts.duplicate();
            books.repeated(record.timestamp(), now);
            return;
        }
        if (isLate(record.timestamp(), now)) {
            counts.late();
        }
        body.clear();
        DocumentJson document = body.begin(DataStream.REQUEST.in(settings.namespace()), id);
        documents.write(document, record, new EnrichedFields(request, origin(place)), now);
        body.end();
        long latency = record.timing().latencyNanos();
        forward(
                ENRICHED,
                record.timestamp(),
                latency == RequestRecord.UNKNOWN ? null : record.timestamp().plusNanos(latency),
                arrivedMillis);
        books.indexed(request, now);
    }

    private boolean isLate(Instant started, Instant now) {
        long minuteEnd = (Math.floorDiv(started.getEpochSecond(), SECONDS_PER_MINUTE) + 1) * SECONDS_PER_MINUTE;
        return Instant.ofEpochSecond(minuteEnd).plus(settings.windowGrace()).isBefore(now);
    }

    private void refused(byte[] line, FilePosition place, boolean mayComeAgain, Refusal refusal, long arrivedMillis) {
        Instant now = now();
        if (mayComeAgain && !seen.add(invalid.id(place, line, 0, line.length), arrivedMillis)) {
            counts.duplicate();
            books.repeated(now, now);
            return;
        }
        counts.refused();
        body.clear();
        try {
            invalid.write(place, line, 0, line.length, origin(place), refusal, now, body);
        } catch (IOException e) { // from a buffer in memory
            throw new UncheckedIOException(e);
        }
        forward(INVALID, null, null, arrivedMillis);
        books.refused(now);
    }

    private String origin(FilePosition place) {
        return books.owner() + ':' + place.identity().hash() + ':' + place.offset();
    }

    private void closeWindows() {
        started = true;
        enricher.refresh();
        Instant now = now();
        boolean all = closed != closings.getAsLong();
        closed = closings.getAsLong();
        ClosedWindows windows = books.close(now, all);
        try {
            for (Report report : new ReportDocuments(settings.namespace(), books.owner()).of(windows, now)) {
                context.forward(
                        new Record<>(
                                report.id(),
                                report.document().getBytes(StandardCharsets.UTF_8),
                                now.toEpochMilli(),
                                new DocumentHeaders(report.stream(), null, null).write()),
                        USAGE);
            }
        } catch (IOException e) { // from a buffer in memory
            throw new UncheckedIOException(e);
        }
        counts.reported(windows.size());
    }

    /** Sends the document that the body holds. */
    private void forward(String to, @Nullable Instant start, @Nullable Instant end, long timestamp) {
        context.forward(
                new Record<>(
                        body.id(0),
                        body.document(0),
                        timestamp,
                        new DocumentHeaders(body.index(0), start, end).write()),
                to);
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
