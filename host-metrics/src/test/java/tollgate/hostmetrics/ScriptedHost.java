package tollgate.hostmetrics;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** A host that says what it is told to, one reading after the other; null is a failure. */
final class ScriptedHost implements Host {
    private final Iterator<@Nullable HostReading> readings;

    ScriptedHost(@Nullable HostReading... readings) {
        this.readings = Arrays.asList(readings).iterator();
    }

    @Override
    public HostReading read() throws IOException {
        HostReading next = readings.next();
        if (next == null) {
            throw new IOException("proc is not mounted");
        }
        return next;
    }
}
