package tollgate.shipper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.requestlog.DataStream;
import tollgate.shipper.InvalidDocuments.Refusal;
import tollgate.shipper.bulk.Backoff;
import tollgate.shipper.bulk.BulkAnswer;
import tollgate.shipper.bulk.BulkBody;
import tollgate.shipper.bulk.BulkTransport;
import tollgate.shipper.bulk.BulkWriter;
import tollgate.shipper.checkpoint.Checkpoint;
import tollgate.shipper.checkpoint.FileCheckpointStore;
import tollgate.shipper.file.FilePosition;
import tollgate.shipper.file.FileSpan;
import tollgate.shipper.file.InputPattern;
import tollgate.shipper.file.LineFeeds;
import tollgate.shipper.file.TailedFile;
import tollgate.shipper.file.TailedFiles;

/**
 * Ships audit logs: every line exactly once, as a document of the audit stream or, with its reason, of the invalid stream, whatever
 * is killed in between. By the same means as {@link Shipper}: files are followed through rotation, what was sent after the last
 * checkpoint is looked up before it is sent again. But one batch after the other, since these lines are few, and without books. One
 * call of {@link #run} per instance.
 */
public final class AuditShipper {
    private static final Logger LOG = LoggerFactory.getLogger(AuditShipper.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final String REJECTED = "rejected_by_elasticsearch";

    private final ShipperSettings settings;
    private final BulkTransport transport;
    private final BulkWriter writer;
    private final Backoff backoff;
    private final AuditDocuments documents;
    private final ShipperCounts counts = new ShipperCounts();
    private final InstantSource clock;
    private final byte[] bytes;
    private volatile boolean stopping;

    /** @param settings whose input are the audit logs; the state folder is for this shipper alone */
    public AuditShipper(ShipperSettings settings, BulkTransport transport, InstantSource clock) {
        this.settings = settings;
        this.transport = transport;
        this.clock = clock;
        this.backoff = new Backoff(FIRST_BACKOFF, settings.longestBackoff(), new Random());
        this.writer = new BulkWriter(transport, backoff, counts);
        this.documents = new AuditDocuments(settings.namespace());
        this.bytes = new byte[Math.max(settings.batchBytes(), LineFeeds.LONGEST_PIECE)];
    }

    public ShipperCounts counts() {
        return counts;
    }

    /** Asks {@link #run} to end soon. */
    public void stop() {
        stopping = true;
    }

    /**
     * Ships until stopped or, where so told, to the end of the files.
     *
     * @throws ShipperException where it cannot go on; the message is one line that says what to do
     */
    public void run() throws ShipperException, InterruptedException {
        StateFolder.hold(settings, this::runAlone);
    }

    private void runAlone() throws IOException, ShipperException, InterruptedException {
        FileCheckpointStore store = new FileCheckpointStore(settings.state());
        Optional<Checkpoint> saved = store.load();
        Checkpoint from = saved.orElseGet(() ->
                Checkpoint.first(UUID.randomUUID().toString().replace("-", "").substring(0, 12)));
        boolean lost = saved.isEmpty() && !isEmpty();
        Positions positions = new Positions(from.positions());
        try (TailedFiles files =
                new TailedFiles(InputPattern.of(settings.input()), from.positions(), lost, settings.exitAtEnd())) {
            save(store, from, positions.toSave(List.of(), true));
            while (!stopping) {
                boolean found = false;
                for (TailedFile file : files.refresh()) {
                    found |= ship(file, store, from, positions);
                }
                if (!found && settings.exitAtEnd() && !files.isChecking()) {
                    break;
                }
                if (!found) {
                    Thread.sleep(settings.poll());
                }
            }
            save(store, from, positions.toSave(List.of(), false));
        }
    }

    private boolean isEmpty() throws InterruptedException {
        for (int failures = 1; ; failures++) {
            try {
                return transport.isEmpty(DataStream.AUDIT.in(settings.namespace()));
            } catch (IOException e) {
                LOG.warn("no answer from Elasticsearch: {}", e.toString());
                Thread.sleep(backoff.after(failures));
            }
        }
    }

    private static void save(FileCheckpointStore store, Checkpoint from, List<FilePosition> positions)
            throws IOException {
        store.save(new Checkpoint(
                from.shipper(),
                from.nextSequence(),
                positions,
                from.minutes(),
                from.hours(),
                from.lines(),
                from.reports()));
    }

    /** Ships what there is of a file, up to a batch. Returns whether there was anything. */
    private boolean ship(TailedFile file, FileCheckpointStore store, Checkpoint from, Positions positions)
            throws IOException, ShipperException, InterruptedException {
        FilePosition start = file.position();
        boolean inDoubt = file.isInDoubt();
        int limit = file.read(ByteBuffer.wrap(bytes));
        boolean toItsEnd = (settings.exitAtEnd() || file.isComplete()) && file.unread() == limit;
        BulkBody body = new BulkBody();
        List<Line> lines = new ArrayList<>();
        int next = 0;
        while (next < limit) {
            int reach = Math.min(limit, next + LineFeeds.LONGEST_PIECE);
            int feed = LineFeeds.next(bytes, next, reach);
            if (feed < 0 && reach - next < LineFeeds.LONGEST_PIECE && !toItsEnd) {
                break;
            }
            int end = feed < 0 ? reach : feed;
            Line line = new Line(start.at(start.offset() + next), next, end - next);
            documents.add(line.place(), bytes, line.start(), line.length(), clock.instant(), body);
            lines.add(line);
            next = feed < 0 ? reach : feed + 1;
        }
        if (lines.isEmpty()) {
            return false;
        }
        FileSpan span = new FileSpan(start, start.offset() + next);
        if (!positions.covers(List.of(span))) {
            save(store, from, positions.toSave(List.of(span), true));
        }
        send(body, lines, inDoubt);
        file.advance(next);
        positions.advance(span.endPosition());
        counts.acknowledged(lines.size(), 0);
        save(store, from, positions.toSave(List.of(), true));
        return true;
    }

    private record Line(FilePosition place, int start, int length) {}

    private void send(BulkBody body, List<Line> lines, boolean inDoubt)
            throws IOException, ShipperException, InterruptedException {
        List<BulkWriter.Refused> refused = writer.write(body, inDoubt).refused();
        if (refused.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        BulkBody kept = new BulkBody();
        for (BulkWriter.Refused each : refused) {
            BulkAnswer.Item answer = each.answer();
            LOG.warn("Elasticsearch refuses a document: {} {}", answer.errorType(), answer.errorReason());
            Line line = lines.get(each.item());
            Refusal refusal = new Refusal(REJECTED, null, answer.errorType() + ": " + answer.errorReason());
            documents.refused(line.place(), bytes, line.start(), line.length(), refusal, now, kept);
        }
        if (!writer.write(kept, true).refused().isEmpty()) {
            throw new ShipperException(
                    "Elasticsearch refuses documents of the invalid stream: is the index template ours?", null);
        }
    }
}
