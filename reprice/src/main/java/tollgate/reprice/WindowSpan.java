package tollgate.reprice;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tollgate.requestlog.DataStream;

/** How much time a usage window counts together; where its documents are, and what tells what they should say. */
enum WindowSpan {
    MINUTE(ChronoUnit.MINUTES, DataStream.USAGE, DataStream.REQUEST),
    /** Told by the minutes, once those are corrected, so that both streams add up to the same. */
    HOUR(ChronoUnit.HOURS, DataStream.USAGE_HOURLY, DataStream.USAGE);

    private final ChronoUnit unit;
    private final DataStream reported;
    private final DataStream told;

    WindowSpan(ChronoUnit unit, DataStream reported, DataStream told) {
        this.unit = unit;
        this.reported = reported;
        this.told = told;
    }

    DataStream reported() {
        return reported;
    }

    DataStream told() {
        return told;
    }

    /** The start of the window that a moment is part of. */
    Instant start(Instant moment) {
        return moment.truncatedTo(unit);
    }

    /** The first moment after the window that begins at a moment. */
    Instant end(Instant start) {
        return start.plus(1, unit);
    }

    long seconds() {
        return unit.getDuration().toSeconds();
    }
}
