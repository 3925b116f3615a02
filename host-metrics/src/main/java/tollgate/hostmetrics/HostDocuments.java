package tollgate.hostmetrics;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tollgate.hostmetrics.HostReading.CpuTime;
import tollgate.hostmetrics.HostReading.FileSystem;
import tollgate.hostmetrics.HostReading.Load;
import tollgate.hostmetrics.HostReading.ProcessUse;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.DocumentJson;
import tollgate.requestlog.DocumentName;
import tollgate.requestlog.Field;
import tollgate.requestlog.HostField;
import tollgate.requestlog.JsonBytes;

/**
 * Writes a sample as documents, one for each kind, in the form of a bulk. Shares of time are those since the reading before,
 * so the first sample has none. Shares have four decimals, as Metricbeat rounds them.
 */
final class HostDocuments {
    static final String PULSE = "log-shipper";

    private static final String CREATE = "{\"create\":{}}\n";
    private static final int SAMPLE_BYTES = 4_096;
    private static final int DECIMALS = 4;

    private final JsonBytes bulk = new JsonBytes(SAMPLE_BYTES);
    private final DocumentJson json = new DocumentJson(bulk);
    private final String host;
    private final String namespace;
    private final Instant time;
    private int count;

    HostDocuments(String host, String namespace, Instant time) {
        this.host = host;
        this.namespace = namespace;
        this.time = time;
    }

    /** Writes what the host said, and what follows from what it said before. */
    void addReading(HostReading now, @Nullable Sampled before) throws IOException {
        long elapsedNanos = before == null ? 0 : before.elapsedNanos();
        addCpu(now, before == null ? null : before.reading().cpu());
        Load load = now.load();
        if (load != null) {
            metric("load", json -> {
                json.decimal(HostField.LOAD_1, rounded(load.one()));
                json.decimal(HostField.LOAD_5, rounded(load.five()));
                json.decimal(HostField.LOAD_15, rounded(load.fifteen()));
            });
        }
        if (now.memory() != null) {
            long total = now.memory().total();
            long used = total - now.memory().available();
            metric("memory", json -> {
                json.count(HostField.MEMORY_TOTAL, total);
                json.count(HostField.MEMORY_ACTUAL_USED_BYTES, used);
                share(json, HostField.MEMORY_ACTUAL_USED_PCT, used, total);
            });
        }
        for (FileSystem fileSystem : now.fileSystems()) {
            addFileSystem(fileSystem);
        }
        if (now.process() != null) {
            addProcess(now.process(), before == null ? null : before.reading().process(), elapsedNanos * now.cores());
        }
    }

    void addProbe(ProbeResult result) throws IOException {
        document(json -> {
            json.text(Field.HOST, host);
            json.text(Field.SERVICE_NAME, result.probe().service());
            json.text(HostField.MONITOR_NAME, result.probe().service());
            json.text(HostField.MONITOR_TYPE, "http");
            json.text(HostField.MONITOR_STATUS, result.isUp() ? "up" : "down");
            json.count(HostField.MONITOR_DURATION_US, result.durationMicros());
            json.text(HostField.URL_FULL, result.probe().shown());
            json.count(Field.STATUS_CODE, result.status());
            json.text(Field.ERROR_MESSAGE, result.error());
        });
    }

    /** Says that this process lives; its silence says that it does not. */
    void addPulse() throws IOException {
        document(json -> {
            json.text(Field.HOST, host);
            json.text(Field.SERVICE_NAME, PULSE);
            json.text(HostField.MONITOR_NAME, PULSE);
            json.text(HostField.MONITOR_STATUS, "up");
        });
    }

    int count() {
        return count;
    }

    byte[] bytes() {
        return bulk.toByteArray();
    }

    private void addCpu(HostReading now, @Nullable CpuTime before) throws IOException {
        metric("cpu", json -> {
            json.count(HostField.CPU_CORES, now.cores());
            if (now.cpu() != null && before != null) {
                long total = now.cpu().total() - before.total();
                share(json, HostField.CPU_TOTAL_NORM_PCT, total - (now.cpu().idle() - before.idle()), total);
            }
        });
    }

    private void addFileSystem(FileSystem of) throws IOException {
        long used = of.total() - of.free();
        metric("filesystem", json -> {
            json.text(HostField.FILESYSTEM_DEVICE_NAME, of.device());
            json.text(HostField.FILESYSTEM_MOUNT_POINT, of.mountPoint());
            json.text(HostField.FILESYSTEM_TYPE, of.type());
            json.count(HostField.FILESYSTEM_TOTAL, of.total());
            json.count(HostField.FILESYSTEM_FREE, of.free());
            json.count(HostField.FILESYSTEM_AVAILABLE, of.available());
            json.count(HostField.FILESYSTEM_USED_BYTES, used);
            share(json, HostField.FILESYSTEM_USED_PCT, used, used + of.available());
        });
    }

    private void addProcess(ProcessUse now, @Nullable ProcessUse before, long coreNanos) throws IOException {
        document(json -> {
            heading(json, "process");
            json.text(Field.SERVICE_NAME, PULSE);
            json.count(HostField.PROCESS_PID, now.pid());
            json.count(HostField.PROCESS_MEMORY_RSS_BYTES, now.rssBytes());
            if (before != null) {
                share(json, HostField.PROCESS_CPU_TOTAL_NORM_PCT, now.cpuNanos() - before.cpuNanos(), coreNanos);
            }
        });
    }

    private void metric(String kind, Body body) throws IOException {
        document(json -> {
            heading(json, kind);
            body.write(json);
        });
    }

    private void heading(DocumentJson json, String kind) throws IOException {
        json.text(HostField.EVENT_MODULE, "system");
        json.text(HostField.METRICSET_NAME, kind);
        json.text(Field.HOST, host);
    }

    private void document(Body body) throws IOException {
        bulk.ascii(CREATE);
        json.start();
        json.timestamp(Field.TIMESTAMP, time);
        DataStream.HOST.writeIdentity(json, namespace);
        body.write(json);
        json.end();
        bulk.ascii("\n");
        count++;
    }

    /** Left out where nothing is the whole. Counters of the kernel may go back a little; a share stays between 0 and 1. */
    private static void share(DocumentJson json, DocumentName name, long part, long whole) throws IOException {
        if (whole > 0) {
            json.decimal(name, rounded(Math.clamp((double) part / whole, 0, 1)));
        }
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }

    /**
     * The reading before.
     *
     * @param elapsedNanos since then
     */
    record Sampled(HostReading reading, long elapsedNanos) {}

    private interface Body {
        void write(DocumentJson json) throws IOException;
    }
}
