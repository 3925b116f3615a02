package tollgate.shipper;

import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Of a batch that has arrived: the lines that became something else, or at another time, than it was filled with. By their items. */
final class BatchOutcome {
    private final BitSet repeated = new BitSet();
    private final Map<Integer, Instant> rejected = new HashMap<>();
    private final Map<Integer, Instant> earlier = new HashMap<>();

    /** Another line had made the document already, be it a request or a refused line. */
    void repeated(int item) {
        repeated.set(item);
        rejected.remove(item);
    }

    boolean isRepeated(int item) {
        return repeated.get(item);
    }

    /** Elasticsearch refused the request; its document in the invalid stream has this time. */
    void rejected(int item, Instant at) {
        rejected.put(item, at);
    }

    boolean isRejected(int item) {
        return rejected.containsKey(item);
    }

    /** A refused line was sent before, and its document has the time of then. */
    void refusedEarlier(int item, Instant at) {
        earlier.put(item, at);
    }

    int refusedEarlier() {
        return earlier.size();
    }

    /** The times of the documents of refused lines that do not have the batch's. */
    Collection<Instant> refusedElsewhere() {
        return Stream.concat(rejected.values().stream(), earlier.values().stream())
                .toList();
    }

    /** Whether some lines must not count in the usage windows, as the batch was filled to do. */
    boolean hasUncounted() {
        return !repeated.isEmpty() || !rejected.isEmpty();
    }

    void clear() {
        repeated.clear();
        rejected.clear();
        earlier.clear();
    }
}
