package tollgate.stream.topology;

import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The memory outside of the heap that all stores of a process share: what was written lately, and blocks that were read. By
 * themselves the stores would take 16 MB and more for each partition and period.
 */
public final class RocksMemory implements AutoCloseable {
    /** Of all stores together. */
    static final long BYTES = 32L << 20;

    private static final long WRITE_BYTES = BYTES / 2;

    private final Cache cache;
    private final WriteBufferManager writes;

    /** Loads RocksDB's native library. */
    public RocksMemory() {
        RocksDB.loadLibrary();
        cache = new LRUCache(BYTES);
        writes = new WriteBufferManager(WRITE_BYTES, cache);
    }

    Cache cache() {
        return cache;
    }

    WriteBufferManager writes() {
        return writes;
    }

    /** To be called when no store is open any more. */
    @Override
    public void close() {
        writes.close();
        cache.close();
    }
}
