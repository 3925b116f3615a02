package tollgate.reprice;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a walk minute by minute. */
final class ByMinute {
    private final Documents.Walk walk;
    private List<Stored> page = List.of();
    private int next;
    private boolean ended;

    ByMinute(Documents.Walk walk) {
        this.walk = walk;
    }

    /** Takes one document. */
    interface Consumer {
        void accept(Stored document, Instant time);
    }

    /** The minute of the next document, or null at the end. */
    @Nullable
    Instant minute() throws IOException {
        Instant time = time();
        return time == null ? null : time.truncatedTo(ChronoUnit.MINUTES);
    }

    /** Hands out the documents of a minute, which must not be after {@link #minute()}. */
    void take(Instant minute, Consumer consumer) throws IOException {
        Instant end = minute.plus(1, ChronoUnit.MINUTES);
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
