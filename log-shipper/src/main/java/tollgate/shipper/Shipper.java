package tollgate.shipper;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.adapters.LineFormat;
import tollgate.adapters.LineFormats;
import tollgate.requestlog.DataStream;
import tollgate.shipper.bulk.Backoff;
import tollgate.shipper.bulk.BulkTransport;
import tollgate.shipper.bulk.BulkWriter;
import tollgate.shipper.bulk.InFlight;
import tollgate.shipper.bulk.Rollovers;
import tollgate.shipper.checkpoint.Checkpoint;
import tollgate.shipper.checkpoint.FileCheckpointStore;
import tollgate.shipper.enrich.RequestEnricher;
import tollgate.shipper.file.InputPattern;
import tollgate.shipper.file.LineFeeds;
import tollgate.shipper.file.TailedFile;
import tollgate.shipper.file.TailedFiles;

/**
 * Ships request logs to Elasticsearch: every line exactly once, as a document of the request stream or, with its reason, of the
 * invalid stream, whatever is killed in between.
 *
 * <p>One thread reads and keeps the books; bulks travel beside it. Whatever was sent after the last checkpoint is in doubt after
 * a restart and is looked up before it is sent again. One call of {@link #run} per instance.
 */
public final class Shipper {
    private static final Logger LOG = LoggerFactory.getLogger(Shipper.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    /** How often the books are saved while there is much to do; in a crash, so much is looked up again. */
    private static final Duration SAVE_EVERY = Duration.ofMillis(500);
    /** How long a stop waits for what is on its way; whoever stops it counts on five seconds in all. */
    private static final Duration DRAIN_FOR = Duration.ofSeconds(3);

    private static final Duration AT_THE_END = Duration.ofMillis(10);

    private final ShipperSettings settings;
    private final BulkTransport transport;
    private final Backoff backoff;
    private final BulkWriter writer;
    private final RequestEnricher enricher;
    private final LineFormat lines;
    private final BatchSender sender;
    private final ShipperCounts counts = new ShipperCounts();
    private final InstantSource clock;
    private volatile boolean stopping;
    private volatile boolean reading;
    private Instant saved = Instant.EPOCH;
    private boolean unsaved;

    /**
     * Prepares a shipper.
     *
     * @throws IllegalArgumentException where there is no such line format; the message is one line
     */
    public Shipper(ShipperSettings settings, BulkTransport transport, RequestEnricher enricher, InstantSource clock) {
        this.settings = settings;
        this.enricher = enricher;
        this.clock = clock;
        this.transport = transport;
        this.backoff = new Backoff(FIRST_BACKOFF, settings.longestBackoff(), new Random());
        this.writer = new BulkWriter(transport, backoff, counts);
        this.lines = LineFormats.of(settings.format());
        Rollovers rollovers = new Rollovers(transport, DataStream.REQUEST.in(settings.namespace()), clock);
        this.sender = new BatchSender(writer, rollovers, settings.namespace(), !lines.mayHoldContent(), clock);
    }

    public ShipperCounts counts() {
        return counts;
    }

    /** Whether it follows the files: it has its state folder for itself, and has not ended. */
    public boolean isReading() {
        return reading;
    }

    /** Asks {@link #run} to end soon. What is on its way may still arrive; what does not is shipped at the next start. */
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
        Checkpoint from = saved.orElseGet(() -> Checkpoint.first(newName()));
        boolean lost = saved.isEmpty() && !isEmpty(DataStream.REQUEST.in(settings.namespace()));
        Ledger ledger = new Ledger(
                store, from, settings.namespace(), settings.windowGrace(), settings.thresholds(), clock.instant());
        ledger.closeWindows(clock.instant());
        InputPattern pattern = InputPattern.of(settings.input());
        try (TailedFiles files = new TailedFiles(pattern, from.positions(), lost, settings.exitAtEnd());
                InFlight<Batch> inFlight = new InFlight<>(batches());
                Reporter reporter = new Reporter(writer, counts)) {
            ledger.save(List.of());
            BatchFiller filler = new BatchFiller(settings, from.shipper(), lines, enricher, clock);
            reading = true;
            while (turn(files, filler, inFlight, ledger, reporter)) {}
            if (inFlight.isEmpty()) {
                ledger.saveAtRest();
            } else {
                ledger.save(List.of());
            }
        } finally {
            reading = false;
        }
    }

    /** One to be filled beside those that are on their way; each has room for the longest piece of a line. */
    private List<Batch> batches() {
        int bytes = Math.max(settings.batchBytes(), LineFeeds.LONGEST_PIECE);
        return Stream.generate(() -> new Batch(bytes, settings.thresholds()))
                .limit(settings.inFlight() + 1L)
                .toList();
    }

    /** Twelve hexadecimal digits: it stands in every document. */
    private static String newName() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    private boolean isEmpty(String stream) throws InterruptedException {
        for (int failures = 1; ; failures++) {
            try {
                return transport.isEmpty(stream);
            } catch (IOException e) {
                LOG.warn("no answer from Elasticsearch: {}", e.toString());
                Thread.sleep(backoff.after(failures));
            }
        }
    }

    /** One round: look at the folder, read on, take over what has arrived. Returns whether there is to be another. */
    private boolean turn(
            TailedFiles files, BatchFiller filler, InFlight<Batch> inFlight, Ledger ledger, Reporter reporter)
            throws IOException, ShipperException, InterruptedException {
        if (inFlight.isEmpty()) { // so that a batch is counted by the prices that its documents have
            enricher.refresh();
        }
        boolean found = readOn(files.refresh(), filler, inFlight, ledger);
        if (!found) {
            takeArrived(filler, inFlight, ledger, settings.poll().toMillis());
        }
        boolean idle = !found && inFlight.isEmpty() && !files.isChecking();
        if (idle && settings.exitAtEnd()) {
            ledger.closeAllWindows(clock.instant());
        } else {
            ledger.closeWindows(clock.instant());
        }
        unsaved |= reporter.turn(ledger);
        save(ledger, idle);
        unsaved |= reporter.turn(ledger);
        if (stopping) {
            drain(filler, inFlight, ledger);
            return false;
        }
        if (idle && settings.exitAtEnd() && !ledger.hasReports()) {
            return false;
        }
        if (idle) {
            Thread.sleep(settings.exitAtEnd() ? AT_THE_END : settings.poll());
        }
        return true;
    }

    /** Reads until nothing is new or it is time to look at the folder again. */
    private boolean readOn(List<TailedFile> files, BatchFiller filler, InFlight<Batch> inFlight, Ledger ledger)
            throws IOException, ShipperException, InterruptedException {
        boolean found = false;
        Instant until = clock.instant().plus(SAVE_EVERY);
        while (!stopping && clock.instant().isBefore(until)) {
            Batch batch = inFlight.free();
            if (batch == null) {
                takeArrived(filler, inFlight, ledger, SAVE_EVERY.toMillis());
                continue;
            }
            filler.fill(batch, files);
            if (batch.lines() == 0) {
                batch.clear();
                break;
            }
            found = true;
            if (!ledger.covers(batch.spans())) {
                ledger.save(batch.spans());
            }
            inFlight.send(batch, each -> sender.send(each));
            takeArrived(filler, inFlight, ledger, 0);
        }
        return found;
    }

    private void takeArrived(BatchFiller filler, InFlight<Batch> inFlight, Ledger ledger, long waitMillis)
            throws ShipperException, InterruptedException {
        try {
            Batch batch = inFlight.arrived(waitMillis);
            while (batch != null) {
                ledger.acknowledged(batch, filler.settle(batch), clock.instant());
                counts.acknowledged(batch.lines(), batch.refused());
                unsaved = true;
                batch.clear();
                inFlight.recycle(batch);
                batch = inFlight.arrived(0);
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ShipperException known) {
                throw known;
            }
            throw new ShipperException("a bulk could not be sent: " + e.getCause(), e.getCause());
        }
    }

    private void drain(BatchFiller filler, InFlight<Batch> inFlight, Ledger ledger)
            throws ShipperException, InterruptedException {
        Instant deadline = clock.instant().plus(DRAIN_FOR);
        while (!inFlight.isEmpty() && clock.instant().isBefore(deadline)) {
            takeArrived(filler, inFlight, ledger, settings.poll().toMillis());
        }
    }

    private void save(Ledger ledger, boolean idle) throws IOException {
        boolean due = ledger.hasReports() && ledger.savedReports().size() == 0;
        Instant now = clock.instant();
        if (due || (unsaved && (idle || saved.plus(SAVE_EVERY).isBefore(now)))) {
            ledger.save(List.of());
            saved = now;
            unsaved = false;
        }
    }
}
