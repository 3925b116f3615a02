package tollgate.shipper.usage;

import java.time.Instant;
import tollgate.requestlog.DataStream;

/** How much time a usage window counts together, and where its reports go. */
public enum WindowLength {
    MINUTE(1, DataStream.USAGE),
    HOUR(60, DataStream.USAGE_HOURLY);

    private static final int SECONDS_PER_MINUTE = 60;

    private final int minutes;
    private final DataStream stream;

    WindowLength(int minutes, DataStream stream) {
        this.minutes = minutes;
        this.stream = stream;
    }

    int seconds() {
        return minutes * SECONDS_PER_MINUTE;
    }

    DataStream stream() {
        return stream;
    }

    /** The first minute of the window that a minute is part of. */
    long start(long minute) {
        return Math.floorDiv(minute, minutes) * minutes;
    }

    /** The first moment after the window that begins with a minute. */
    Instant end(long startMinute) {
        return Instant.ofEpochSecond((startMinute + minutes) * SECONDS_PER_MINUTE);
    }
}
