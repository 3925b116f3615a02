package tollgate.shipper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import tollgate.adapters.LineFormat;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.DocumentIds;
import tollgate.requestlog.DocumentJson;
import tollgate.requestlog.DocumentWriter;
import tollgate.requestlog.RefusedLineException;
import tollgate.requestlog.RequestRecord;
import tollgate.shipper.InvalidDocuments.Refusal;
import tollgate.shipper.enrich.EnrichedFields;
import tollgate.shipper.enrich.EnrichedRequest;
import tollgate.shipper.enrich.RequestEnricher;
import tollgate.shipper.file.FilePosition;
import tollgate.shipper.file.LineFeeds;
import tollgate.shipper.file.TailedFile;
import tollgate.shipper.usage.LineOutcomes;

/** Reads lines from files into a batch: each becomes a document of the request stream or, refused, of the invalid one. */
final class BatchFiller {
    private final String shipper;
    private final LineFormat lines;
    private final RequestEnricher enricher;
    private final DocumentIds ids = new DocumentIds();
    private final DocumentWriter documents;
    private final InvalidDocuments invalid;
    private final String requests;
    private final int batchBytes;
    private final boolean atEnd;
    private final InstantSource clock;

    BatchFiller(
            ShipperSettings settings, String shipper, LineFormat lines, RequestEnricher enricher, InstantSource clock) {
        this.shipper = shipper;
        this.lines = lines;
        this.enricher = enricher;
        this.documents = new DocumentWriter(settings.namespace());
        this.invalid = new InvalidDocuments(settings.namespace(), !lines.mayHoldContent());
        this.requests = DataStream.REQUEST.in(settings.namespace());
        this.batchBytes = settings.batchBytes();
        this.atEnd = settings.exitAtEnd();
        this.clock = clock;
    }

    /** Fills an empty batch as far as there are lines; moves the files on. */
    void fill(Batch batch, List<TailedFile> files) throws IOException {
        if (fill(batch, files, batchBytes) && batch.lines() == 0) { // a line that is longer than that, then
            batch.clear();
            fill(batch, files, batch.bytes().length);
        }
    }

    /** Fills a batch up to so many bytes. Returns whether there were as many. */
    private boolean fill(Batch batch, List<TailedFile> files, int most) throws IOException {
        Instant now = clock.instant();
        batch.filledAt(now);
        for (TailedFile file : files) {
            int room = most - batch.used();
            if (room == 0) {
                return true;
            }
            int read = file.read(ByteBuffer.wrap(batch.bytes(), batch.used(), room));
            if (read > 0) {
                fill(batch, file, batch.used() + read, now);
            }
            if (read == room) {
                return true;
            }
        }
        return false;
    }

    private void fill(Batch batch, TailedFile file, int limit, Instant now) throws IOException {
        int first = batch.used();
        FilePosition start = file.position();
        batch.beginSegment(start, file.isInDoubt());
        boolean toItsEnd = (atEnd || file.isComplete()) && file.unread() == limit - first;
        int next = first;
        while (next < limit) {
            int reach = Math.min(limit, next + LineFeeds.LONGEST_PIECE);
            int feed = LineFeeds.next(batch.bytes(), next, reach);
            boolean isPiece = reach - next == LineFeeds.LONGEST_PIECE;
            if (feed < 0 && !isPiece && !toItsEnd) {
                break;
            }
            int end = feed < 0 ? reach : feed;
            int after = feed < 0 ? reach : feed + 1;
            boolean refused = !add(batch, start, first, next, end, now);
            batch.addLine(next, end, after, refused);
            next = after;
        }
        file.advance(next - first);
        batch.endSegment(file.offset());
    }

    private boolean add(Batch batch, FilePosition start, int first, int from, int to, Instant now) throws IOException {
        try {
            EnrichedRequest request = enricher.enrich(lines.read(batch.bytes(), from, to - from));
            RequestRecord record = request.record();
            String origin = origin(start, start.offset() + from - first);
            DocumentJson document = batch.body().begin(requests, ids.ofRequest(record), origin);
            documents.write(document, record, new EnrichedFields(request, origin), now);
            batch.body().end();
            batch.addRequest(request);
            return true;
        } catch (RefusedLineException e) {
            FilePosition place = start.at(start.offset() + from - first);
            invalid.write(
                    place,
                    batch.bytes(),
                    from,
                    to - from,
                    origin(place, place.offset()),
                    Refusal.of(e),
                    now,
                    batch.body());
            return false;
        }
    }

    private String origin(FilePosition file, long offset) {
        return shipper + ':' + file.identity().hash() + ':' + offset;
    }

    /** Counts the lines of a batch that has arrived, and those of its usage windows anew if some must not count there. */
    LineOutcomes settle(Batch batch) {
        LineOutcomes outcomes = new LineOutcomes();
        BatchOutcome outcome = batch.outcome();
        outcome.refusedElsewhere().forEach(at -> outcomes.refused(at, 1));
        int refusedHere = batch.refused() - outcome.refusedEarlier();
        if (outcome.hasUncounted()) {
            refusedHere -= recount(batch, outcomes);
        }
        if (refusedHere > 0) {
            outcomes.refused(batch.filled(), refusedHere);
        }
        return outcomes;
    }

    /** Leaves out what Elasticsearch refused, and repetitions, of which the line that came first has been counted. */
    private int recount(Batch batch, LineOutcomes outcomes) {
        int refusedAgain = 0;
        batch.usage().clear();
        for (int item = 0; item < batch.lines(); item++) {
            if (!batch.body().index(item).equals(requests)) {
                if (batch.outcome().isRepeated(item)) {
                    outcomes.repeated(batch.filled());
                    refusedAgain++;
                }
            } else if (!batch.outcome().isRejected(item)) {
                EnrichedRequest request = readAgain(batch, item);
                if (batch.outcome().isRepeated(item)) {
                    outcomes.repeated(request.record().timestamp());
                } else {
                    batch.usage().add(request);
                }
            }
        }
        return refusedAgain;
    }

    private EnrichedRequest readAgain(Batch batch, int item) {
        try {
            return enricher.enrich(lines.read(batch.bytes(), batch.lineStart(item), batch.lineLength(item)));
        } catch (RefusedLineException e) { // it was read before
            throw new IllegalStateException(e);
        }
    }
}
