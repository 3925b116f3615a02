package tollgate.elasticsearch;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.DataStream;

/** How long the documents of each data stream are kept: as somebody set it, and elsewhere by default. Immutable. */
public final class Retention {
    /** As it is where nobody says otherwise. */
    public static final Retention DEFAULT = new Retention(Map.of());

    private final Map<DataStream, RetentionPeriod> set;

    private Retention(Map<DataStream, RetentionPeriod> set) {
        this.set = set;
    }

    /**
     * The same, but for one data stream.
     *
     * @param period null leaves it as it is
     */
    public Retention with(DataStream stream, @Nullable RetentionPeriod period) {
        if (period == null) {
            return this;
        }
        Map<DataStream, RetentionPeriod> more = new EnumMap<>(DataStream.class);
        more.putAll(set);
        more.put(stream, period);
        return new Retention(more);
    }

    /** What somebody set; null where nobody did. */
    @Nullable
    RetentionPeriod set(DataStream stream) {
        return set.get(stream);
    }

    /** What holds for a data stream that nobody has set anything for. */
    static RetentionPeriod byDefault(DataStream stream) {
        return new RetentionPeriod(
                switch (stream) {
                    case REQUEST, HOST -> "30d";
                    case INVALID -> "90d";
                    case AUDIT, ALERT, PAGE -> "180d";
                    // A year can be compared with the year before. The books are of use as long as what they are
                    // compared with.
                    case USAGE, USAGE_HOURLY, RECONCILIATION -> "400d";
                });
    }
}
