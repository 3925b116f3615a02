package tollgate.reprice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.DocumentIds;

/**
 * Makes usage windows of one span say what their requests, or the windows of their minutes, say, by one further document for each window and currency that holds the
 * difference.
 *
 * <p>The difference is worked out from the requests and the windows themselves and from nothing that a run remembers. So it does
 * not matter how often, or by which prices, requests were priced anew before, and where a run was interrupted: the document says
 * the difference as it is now and takes the place of the one before. It is written only if nobody has written one since the
 * windows were read, so of two runs at once none overwrites what the other knew better.
 */
final class WindowCorrector {
    /** Rounds at most; a round that meets no other run is the last one. */
    private static final int ROUNDS = 10;

    private static final int WRITES_AT_ONCE = 500;

    private final Documents documents;
    private final PatientWriter writer;
    private final InstantSource clock;
    private final String priceVersion;
    private final WindowSpan span;
    private final DocumentIds ids = new DocumentIds();

    WindowCorrector(
            Documents documents, PatientWriter writer, InstantSource clock, String priceVersion, WindowSpan span) {
        this.documents = documents;
        this.writer = writer;
        this.clock = clock;
        this.priceVersion = priceVersion;
        this.span = span;
    }

    /**
     * Corrects all windows that a scope touches.
     *
     * @return null where it was stopped before the end
     * @throws IOException also where other runs interfere again and again
     */
    @Nullable
    WindowCounts run(Scope scope, BooleanSupplier stop) throws IOException {
        long corrected = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            Round done = new Round(scope.namespace());
            boolean finished = done.run(scope, stop);
            corrected += done.corrected;
            if (!finished) {
                return null;
            }
            if (done.conflicts == 0) {
                return new WindowCounts(corrected, done.incomplete);
            }
        }
        throw new IOException("other runs keep changing the usage windows: let one end before the next begins");
    }

    private final class Round {
        private final String namespace;
        private final List<Write> waiting = new ArrayList<>();
        private long corrected;
        private long conflicts;
        private long incomplete;

        Round(String namespace) {
            this.namespace = namespace;
        }

        boolean run(Scope scope, BooleanSupplier stop) throws IOException {
            // In this order: Window.isComplete rests on it.
            try (Documents.Walk usage = documents.walk(selection(span.reported(), scope));
                    Documents.Walk sources = documents.walk(selection(span.told(), scope))) {
                ByWindow reports = new ByWindow(usage, span);
                ByWindow told = new ByWindow(sources, span);
                for (Instant start = first(reports, told); start != null; start = first(reports, told)) {
                    if (stop.getAsBoolean()) {
                        return false;
                    }
                    correct(windows(start, reports, told));
                }
                flush();
                return true;
            }
        }

        private Selection selection(DataStream of, Scope scope) {
            return Selection.wholeWindows(of, span, scope);
        }

        private Map<WindowKey, Window> windows(Instant start, ByWindow reports, ByWindow told) throws IOException {
            Map<WindowKey, Window> windows = new LinkedHashMap<>();
            reports.take(start, (document, time) -> at(windows, document, time).addUsage(document));
            told.take(start, (document, time) -> {
                Window window = at(windows, document, time);
                if (span.told() == DataStream.REQUEST) {
                    window.addRequest(document.source());
                } else {
                    window.addMinute(document.source());
                }
            });
            return windows;
        }

        private Window at(Map<WindowKey, Window> windows, Stored document, Instant time) {
            return windows.computeIfAbsent(WindowKey.of(document.source(), time, span), key -> new Window());
        }

        private void correct(Map<WindowKey, Window> windows) throws IOException {
            for (Map.Entry<WindowKey, Window> window : windows.entrySet()) {
                if (window.getValue().isComplete()) {
                    for (Window.Due due : window.getValue().due()) {
                        waiting.add(write(window.getKey(), due));
                    }
                } else {
                    incomplete++;
                }
            }
            if (waiting.size() >= WRITES_AT_ONCE) {
                flush();
            }
        }

        private Write write(WindowKey window, Window.Due due) throws IOException {
            ObjectNode document =
                    due.correction().document(window, due.currency(), namespace, priceVersion, clock.instant());
            Stored former = due.former();
            return former == null
                    ? new Write(span.reported().in(namespace), window.correctionId(ids, due.currency()), null, document)
                    : former.replacedBy(document);
        }

        private void flush() throws IOException {
            for (boolean written : writer.write(waiting)) {
                corrected += written ? 1 : 0;
                conflicts += written ? 0 : 1;
            }
            waiting.clear();
        }
    }

    private static @Nullable Instant first(ByWindow one, ByWindow other) throws IOException {
        Instant first = one.start();
        Instant second = other.start();
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return first.isBefore(second) ? first : second;
    }
}
