package tollgate.stream.load;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Measures the loader. */
public interface LoadMeter {
    /** Measures nothing. */
    LoadMeter NONE = new LoadMeter() {
        @Override
        public void arrived(List<@Nullable Instant> ends, Instant now) {}

        @Override
        public void committed(long nanos) {}
    };

    /**
     * Documents have arrived.
     *
     * @param ends when their events were over, null where that is not known
     */
    void arrived(List<@Nullable Instant> ends, Instant now);

    /** A commit took so long. */
    void committed(long nanos);
}
