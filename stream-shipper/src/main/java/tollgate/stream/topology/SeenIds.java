package tollgate.stream.topology;

import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * The ids of the lines that came lately, on disk. A line is known for one period at least, and for two at most: it is put into the
 * period that it came in, and looked for in that one and in the one before. So a look is two reads of single keys, most of which
 * a Bloom filter answers, and whole periods are dropped at once.
 */
final class SeenIds {
    static final String STORE = "seen";

    private static final byte[] NOTHING = {};

    private final WindowStore<String, byte[]> store;
    private final long periodMillis;

    SeenIds(WindowStore<String, byte[]> store, Duration period) {
        this.store = store;
        this.periodMillis = period.toMillis();
    }

    static StoreBuilder<WindowStore<String, byte[]>> store(Duration period) {
        return Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(STORE, period.multipliedBy(2), period, false),
                        Serdes.String(),
                        Serdes.ByteArray())
                .withCachingDisabled();
    }

    /**
     * Takes note of an id.
     *
     * @param arrivedMillis when Kafka got the line
     * @return whether it was not known
     */
    boolean add(String id, long arrivedMillis) {
        long period = Math.floorDiv(arrivedMillis, periodMillis) * periodMillis;
        if (store.fetch(id, period) != null || store.fetch(id, period - periodMillis) != null) {
            return false;
        }
        store.put(id, NOTHING, period);
        return true;
    }
}
