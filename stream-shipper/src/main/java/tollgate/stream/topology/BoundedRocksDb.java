package tollgate.stream.topology;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

/** Lets each store take its memory from the {@link RocksMemory} that the settings of Kafka Streams hold. Kafka makes it by its name. */
public final class BoundedRocksDb implements RocksDBConfigSetter {
    /** The setting that holds it. */
    public static final String MEMORY = "tollgate.rocksdb.memory";

    private static final long WRITE_BUFFER_BYTES = 4L << 20;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        RocksMemory memory = (RocksMemory) Objects.requireNonNull(configs.get(MEMORY));
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(memory.cache());
        table.setCacheIndexAndFilterBlocks(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(memory.writes());
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
    }

    @Override
    public void close(String storeName, Options options) {
        // The memory is everybody's.
    }
}
