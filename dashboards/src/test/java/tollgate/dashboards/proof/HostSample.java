package tollgate.dashboards.proof;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tollgate.elasticsearch.Cluster;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.DocumentName;
import tollgate.requestlog.Field;
import tollgate.requestlog.HostField;

/**
 * A document about a host or a service: one of the log-shipper's, or one of a Beat's, whose shares are mapped in another way.
 *
 * @param fields what it says besides its time; numbers are such that no mapping rounds them
 */
public record HostSample(Instant at, boolean ofBeat, Map<DocumentName, Object> fields) {
    private static final String BEAT = "metricbeat-9.0.0";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final int A_WEEK = 7 * 24 * 6;
    private static final double SIXTY_FOURTHS = 64;
    private static final String CHAT = "chat-01";
    private static final String SEARCH = "search-01";

    public HostSample {
        fields = Map.copyOf(fields);
    }

    /** A week: a host that the log-shipper samples, one that a Beat does, and services of which some are down at times. */
    public static List<HostSample> week(Instant now) {
        List<HostSample> all = new ArrayList<>();
        for (int i = 1; i <= A_WEEK; i++) {
            Instant at = now.minus(PAUSE.multipliedBy(i)).plusSeconds(7);
            all.add(new HostSample(at, false, share(CHAT, HostField.CPU_TOTAL_NORM_PCT, i, 37)));
            all.add(new HostSample(at, true, share(SEARCH, HostField.CPU_TOTAL_NORM_PCT, i, 11)));
            all.add(new HostSample(at, false, share(CHAT, HostField.MEMORY_ACTUAL_USED_PCT, i, 5)));
            all.add(new HostSample(at, true, share(SEARCH, HostField.MEMORY_ACTUAL_USED_PCT, i, 23)));
            all.add(new HostSample(at, false, disk(CHAT, "/", i, 3)));
            all.add(new HostSample(at, false, disk(CHAT, "/var", i, 29)));
            all.add(new HostSample(at, true, share(SEARCH, HostField.FILESYSTEM_USED_PCT, i, 41)));
            all.add(new HostSample(at, false, check(CHAT, "gateway", i % 30 != 4)));
            all.add(new HostSample(at, false, check(CHAT, "log-shipper", true)));
            all.add(new HostSample(
                    at,
                    true,
                    Map.of(
                            Field.HOST,
                            SEARCH,
                            HostField.MONITOR_NAME,
                            "elasticsearch",
                            HostField.MONITOR_STATUS,
                            i % 7 == 0 ? "down" : "up")));
            all.add(new HostSample(at, true, check(SEARCH, "spare", false)));
            // What says nothing of all this, or not of which host: the first sample has no share, a process is no
            // check.
            all.add(new HostSample(at, false, Map.of(Field.HOST, CHAT, HostField.CPU_CORES, 2L)));
            all.add(new HostSample(at, false, Map.of(HostField.CPU_TOTAL_NORM_PCT, 1.0)));
            all.add(new HostSample(at, false, Map.of(Field.HOST, CHAT, Field.SERVICE_NAME, "log-shipper")));
        }
        return all;
    }

    private static Map<DocumentName, Object> share(String host, HostField field, int i, int step) {
        return Map.of(Field.HOST, host, field, share(i, step));
    }

    private static Map<DocumentName, Object> disk(String host, String mountPoint, int i, int step) {
        return Map.of(
                Field.HOST,
                host,
                HostField.FILESYSTEM_MOUNT_POINT,
                mountPoint,
                HostField.FILESYSTEM_USED_PCT,
                share(i, step));
    }

    /** Goes up and down between 0 and 1. */
    private static double share(int i, int step) {
        return (i * step) % (SIXTY_FOURTHS + 1) / SIXTY_FOURTHS;
    }

    private static Map<DocumentName, Object> check(String host, String service, boolean up) {
        return Map.of(Field.HOST, host, Field.SERVICE_NAME, service, HostField.MONITOR_STATUS, up ? "up" : "down");
    }

    @Nullable
    String text(DocumentName field) {
        return (String) fields.get(field);
    }

    @Nullable
    Double share(DocumentName field) {
        return (Double) fields.get(field);
    }

    /** Makes the Beat's index. Its shares are float, those of the host stream double, as the server has no scaled_float. */
    public static void createBeat(Cluster cluster) throws IOException {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode properties = body.putObject("mappings").putObject("properties");
        properties.putObject(Field.TIMESTAMP.documentPath()).put("type", "date");
        for (DocumentName each : List.of(
                Field.HOST,
                Field.SERVICE_NAME,
                HostField.FILESYSTEM_MOUNT_POINT,
                HostField.MONITOR_NAME,
                HostField.MONITOR_STATUS)) {
            properties.putObject(each.documentPath()).put("type", "keyword");
        }
        for (DocumentName each : List.of(
                HostField.CPU_TOTAL_NORM_PCT, HostField.MEMORY_ACTUAL_USED_PCT, HostField.FILESYSTEM_USED_PCT)) {
            properties.putObject(each.documentPath()).put("type", "float");
        }
        SampleDocuments.ask(cluster, "PUT", "/" + BEAT, body.toString());
    }

    public static void index(Cluster cluster, String namespace, List<HostSample> samples) throws IOException {
        SampleDocuments.create(cluster, DataStream.HOST.in(namespace), documents(samples, false));
        SampleDocuments.create(cluster, BEAT, documents(samples, true));
    }

    private static List<ObjectNode> documents(List<HostSample> samples, boolean ofBeat) {
        return samples.stream()
                .filter(each -> each.ofBeat == ofBeat)
                .map(HostSample::document)
                .toList();
    }

    private ObjectNode document() {
        ObjectNode document = JSON.createObjectNode().put(Field.TIMESTAMP.documentPath(), at.toString());
        fields.forEach((name, value) -> document.set(name.documentPath(), JSON.valueToTree(value)));
        return document;
    }
}
