package tollgate.gateway;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The room for bodies: what all open requests together may hold in memory. Who finds none is refused, and the others go on; without it,
 * a few large bodies at the same time would be the end of the process. Safe for many threads.
 */
final class BodyMemory {
    /** Of a body that is read whole: its pieces until it is joined; then it and, changed or on its way out, its copy. */
    static final int COPIES = 2;
    /** Of an event that has not come to its end: as above, with room to grow; then its text, of two bytes a character, twice. */
    static final int EVENT_COPIES = 8;

    private final long capacityBytes;
    private final AtomicLong held = new AtomicLong();

    BodyMemory(long capacityBytes) {
        this.capacityBytes = capacityBytes;
    }

    /** Bytes that are held now, copies contained. */
    long heldBytes() {
        return held.get();
    }

    /** The length of the largest request that there can be room for. */
    long largestRequest() {
        return forRequests() / COPIES;
    }

    private long forRequests() {
        return capacityBytes - capacityBytes / 4;
    }

    Share share() {
        return new Share();
    }

    /** What one request holds. On its event loop. */
    final class Share {
        private long bytes;
        private long eventBytes;
        private boolean ended;

        /**
         * Takes room for so much, or so much more, of the request's body. A quarter of the room is left to answers, which have been
         * waited and maybe paid for.
         *
         * @param tooLarge what it means that there is not as much even if nobody else holds any
         * @return null where there is room, else why the request cannot go on
         */
        @Nullable
        Failure request(long length, Failure tooLarge) {
            return take(COPIES * length, forRequests(), tooLarge);
        }

        /** Takes room for so much, or so much more, of an answer that is read whole; otherwise as above. */
        @Nullable
        Failure answer(long length, Failure tooLarge) {
            return take(COPIES * length, capacityBytes, tooLarge);
        }

        /** Holds this much of an event that has begun, in place of what was held of the one before it; otherwise as above. */
        @Nullable
        Failure event(long length, Failure tooLarge) {
            long more = EVENT_COPIES * length - eventBytes;
            Failure failure = take(more, capacityBytes, tooLarge);
            if (failure == null) {
                eventBytes += more;
            }
            return failure;
        }

        /** @param more negative for less */
        private @Nullable Failure take(long more, long limitBytes, Failure tooLarge) {
            if (more > 0) {
                if (bytes + more > limitBytes) {
                    return tooLarge;
                }
                if (ended) {
                    return Failure.NO_ROOM;
                }
            }
            if (held.addAndGet(more) > limitBytes && more > 0) {
                held.addAndGet(-more);
                return Failure.NO_ROOM;
            }
            bytes += more;
            return null;
        }

        /** Nothing is held any more, and nothing will be. */
        void end() {
            ended = true;
            held.addAndGet(-bytes);
            bytes = 0;
            eventBytes = 0;
        }
    }
}
