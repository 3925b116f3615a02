package tollgate.benchmarks.stub;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** What has arrived. Safe for many threads. */
final class BulkCounts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Long> documents = new TreeMap<>();
    private long requests;
    private long refused;
    private long bytes;
    private long wireBytes;

    synchronized void add(Map<String, Long> documentsByIndex, long bodyBytes, long bytesOnTheWire) {
        documentsByIndex.forEach((index, count) -> documents.merge(index, count, Long::sum));
        requests++;
        bytes += bodyBytes;
        wireBytes += bytesOnTheWire;
    }

    synchronized void refuse() {
        refused++;
    }

    /**
     * One object: {@code requests} (bulks that were taken), {@code refused} (bulks that were not), {@code bytes} of their bodies
     * and {@code wire_bytes}, which are fewer where they came compressed, and {@code documents} by index.
     */
    synchronized String toJson() {
        ObjectNode json = JSON.createObjectNode()
                .put("requests", requests)
                .put("refused", refused)
                .put("bytes", bytes)
                .put("wire_bytes", wireBytes);
        ObjectNode byIndex = json.putObject("documents");
        documents.forEach(byIndex::put);
        return json.toString();
    }
}
