package tollgate.shipper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tollgate.requestlog.SloThresholds;
import tollgate.shipper.bulk.BulkBody;
import tollgate.shipper.enrich.EnrichedRequest;
import tollgate.shipper.file.FilePosition;
import tollgate.shipper.file.FileSpan;
import tollgate.shipper.usage.UsageDelta;

/**
 * Lines on their way: their bytes, their documents, what they add to the usage windows, and how far they bring each file. Used
 * again and again; one thread at a time.
 */
final class Batch {
    /** The lines of one file, one after the other in the bytes. */
    private record Segment(int firstItem, FilePosition start, int firstByte) {}

    private final byte[] bytes;
    private final BulkBody body = new BulkBody();
    private final UsageDelta usage;
    private final List<Segment> segments = new ArrayList<>();
    private final List<FileSpan> spans = new ArrayList<>();
    private int[] lineStarts = new int[1_024];
    private int[] lineEnds = new int[1_024];
    private int used;
    private int refused;
    private boolean inDoubt;
    private Instant oldestRequest = Instant.MAX;
    private Instant filled = Instant.EPOCH;
    private final BatchOutcome outcome = new BatchOutcome();

    Batch(int capacity, SloThresholds thresholds) {
        bytes = new byte[capacity];
        usage = new UsageDelta(thresholds);
    }

    byte[] bytes() {
        return bytes;
    }

    BulkBody body() {
        return body;
    }

    UsageDelta usage() {
        return usage;
    }

    /** Bytes taken by lines so far. */
    int used() {
        return used;
    }

    int lines() {
        return body.items();
    }

    int refused() {
        return refused;
    }

    List<FileSpan> spans() {
        return spans;
    }

    void beginSegment(FilePosition start, boolean segmentInDoubt) {
        inDoubt |= segmentInDoubt;
        segments.add(new Segment(lines(), start, used));
    }

    void endSegment(long endOffset) {
        spans.add(new FileSpan(segments.getLast().start, endOffset));
    }

    /** Takes a line over, with the item that has just been added to the body. */
    void addLine(int start, int end, int next, boolean isRefused) {
        int item = lines() - 1;
        if (item == lineStarts.length) {
            lineStarts = java.util.Arrays.copyOf(lineStarts, item * 2);
            lineEnds = java.util.Arrays.copyOf(lineEnds, item * 2);
        }
        lineStarts[item] = start;
        lineEnds[item] = end;
        used = next;
        refused += isRefused ? 1 : 0;
    }

    int lineStart(int item) {
        return lineStarts[item];
    }

    int lineLength(int item) {
        return lineEnds[item] - lineStarts[item];
    }

    /** The file and the offset in it at which a line begins. */
    FilePosition place(int item) {
        Segment found = segments.get(0);
        for (Segment segment : segments) {
            if (segment.firstItem <= item) {
                found = segment;
            }
        }
        return found.start.at(found.start.offset() + lineStarts[item] - found.firstByte);
    }

    /** The time of the oldest request of the batch. */
    Instant oldestRequest() {
        return oldestRequest;
    }

    void addRequest(EnrichedRequest request) {
        usage.add(request);
        Instant started = request.record().timestamp();
        oldestRequest = started.isBefore(oldestRequest) ? started : oldestRequest;
    }

    /** Says when it is filled: the time of the documents of its refused lines. */
    void filledAt(Instant now) {
        filled = now;
    }

    Instant filled() {
        return filled;
    }

    BatchOutcome outcome() {
        return outcome;
    }

    /** Whether an earlier process may have sent some of it. */
    boolean isInDoubt() {
        return inDoubt;
    }

    void clear() {
        body.clear();
        usage.clear();
        segments.clear();
        spans.clear();
        used = 0;
        refused = 0;
        inDoubt = false;
        outcome.clear();
        oldestRequest = Instant.MAX;
    }
}
