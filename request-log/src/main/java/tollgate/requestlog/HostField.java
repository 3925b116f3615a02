package tollgate.requestlog;

import static tollgate.requestlog.DocumentName.Mapping.KEYWORD;
import static tollgate.requestlog.DocumentName.Mapping.LONG;
import static tollgate.requestlog.DocumentName.Mapping.SCALED_FLOAT;

import java.util.List;

/**
 * Fields of the samples of a host. Names, meanings and types are those of Metricbeat's system module and of Heartbeat, so that
 * one query reads either: ES|QL refuses a field that has two types, even two that it reads as double. A {@code pct} is a share
 * of 1.
 */
public enum HostField implements DocumentName {
    EVENT_MODULE("event.module", KEYWORD),
    METRICSET_NAME("metricset.name", KEYWORD),
    CPU_CORES("system.cpu.cores", LONG),
    /** Time in states other than idle and waiting for a disk, as a share of the time of all cores. */
    CPU_TOTAL_NORM_PCT("system.cpu.total.norm.pct", SCALED_FLOAT),
    LOAD_1("system.load.1", SCALED_FLOAT),
    LOAD_5("system.load.5", SCALED_FLOAT),
    LOAD_15("system.load.15", SCALED_FLOAT),
    MEMORY_TOTAL("system.memory.total", LONG),
    /** Total less what is available to programs, so caches that can be given up do not count. */
    MEMORY_ACTUAL_USED_BYTES("system.memory.actual.used.bytes", LONG),
    MEMORY_ACTUAL_USED_PCT("system.memory.actual.used.pct", SCALED_FLOAT),
    FILESYSTEM_DEVICE_NAME("system.filesystem.device_name", KEYWORD),
    FILESYSTEM_MOUNT_POINT("system.filesystem.mount_point", KEYWORD),
    FILESYSTEM_TYPE("system.filesystem.type", KEYWORD),
    FILESYSTEM_TOTAL("system.filesystem.total", LONG),
    FILESYSTEM_FREE("system.filesystem.free", LONG),
    /** What users other than root may still write; less than what is free where blocks are reserved. */
    FILESYSTEM_AVAILABLE("system.filesystem.available", LONG),
    FILESYSTEM_USED_BYTES("system.filesystem.used.bytes", LONG),
    /** Of used and available together, as {@code df} has it: 1 says that nobody but root can write any more. */
    FILESYSTEM_USED_PCT("system.filesystem.used.pct", SCALED_FLOAT),
    PROCESS_PID("process.pid", LONG),
    PROCESS_MEMORY_RSS_BYTES("system.process.memory.rss.bytes", LONG),
    /** Of the time of all cores. */
    PROCESS_CPU_TOTAL_NORM_PCT("system.process.cpu.total.norm.pct", SCALED_FLOAT),
    MONITOR_NAME("monitor.name", KEYWORD),
    MONITOR_TYPE("monitor.type", KEYWORD),
    /** {@code up} or {@code down}. */
    MONITOR_STATUS("monitor.status", KEYWORD),
    MONITOR_DURATION_US("monitor.duration.us", LONG),
    URL_FULL("url.full", KEYWORD);

    /** What samples have in common with other documents. */
    public static final List<DocumentName> SHARED = List.of(
            Field.TIMESTAMP,
            DocumentField.ECS_VERSION,
            DocumentField.DATA_STREAM_TYPE,
            DocumentField.DATA_STREAM_DATASET,
            DocumentField.DATA_STREAM_NAMESPACE,
            Field.HOST,
            Field.SERVICE_NAME,
            Field.STATUS_CODE,
            Field.ERROR_MESSAGE);

    private final String documentPath;

    @SuppressWarnings("Immutable") // it never changes; what its names cache lazily is their encoding
    private final DocumentPath path;

    private final Mapping mapping;

    HostField(String documentPath, Mapping mapping) {
        this.documentPath = documentPath;
        this.path = new DocumentPath(documentPath);
        this.mapping = mapping;
    }

    @Override
    public String documentPath() {
        return documentPath;
    }

    @Override
    public DocumentPath path() {
        return path;
    }

    @Override
    public Mapping mapping() {
        return mapping;
    }
}
