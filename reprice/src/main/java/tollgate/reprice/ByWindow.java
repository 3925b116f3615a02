package tollgate.reprice;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a walk window by window. */
final class ByWindow {
    private final Documents.Walk walk;
    private final WindowSpan span;
    private List<Stored> page = List.of();
    private int next;
    private boolean ended;

    ByWindow(Documents.Walk walk, WindowSpan span) {
        this.walk = walk;
        this.span = span;
    }

    /** Takes one document. */
    interface Consumer {
        void accept(Stored document, Instant time);
    }

    /** The start of the next document's window, or null at the end. */
    @Nullable
    Instant start() throws IOException {
        Instant time = time();
        return time == null ? null : span.start(time);
    }

    /** Hands out the documents of the windows that begin at a moment, which must not be after {@link #start()}. */
    void take(Instant start, Consumer consumer) throws IOException {
        Instant end = span.end(start);
        for (Instant time = time(); time != null && time.isBefore(end); time = time()) {
            consumer.accept(page.get(next++), time);
        }
    }

    private @Nullable Instant time() throws IOException {
        while (!ended) {
            if (next == page.size()) {
                page = walk.next();
                next = 0;
                ended = page.isEmpty();
            } else {
                Instant time = RequestDocument.time(page.get(next).source());
                if (time != null) {
                    return time;
                }
                next++; // no time in our form: not of our writing, and part of no window
            }
        }
        return null;
    }
}
