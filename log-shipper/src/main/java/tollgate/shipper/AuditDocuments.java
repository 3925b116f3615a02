package tollgate.shipper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.DocumentIds;
import tollgate.requestlog.DocumentWriter;
import tollgate.requestlog.LineReader;
import tollgate.requestlog.Timestamps;
import tollgate.shipper.InvalidDocuments.Refusal;
import tollgate.shipper.bulk.BulkBody;
import tollgate.shipper.file.FilePosition;

/**
 * Makes lines of an audit log, which are ECS JSON, documents of the audit stream: their fields as they are, as Logstash's pipeline
 * does it. The {@code _id} is made of the event's time, the place and the bytes, so that equal events are all kept, and each of
 * them once.
 */
final class AuditDocuments {
    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();
    private final DocumentIds ids = new DocumentIds();
    private final InvalidDocuments invalid;
    private final String namespace;
    private final String stream;

    AuditDocuments(String namespace) {
        this.namespace = namespace;
        this.stream = DataStream.AUDIT.in(namespace);
        this.invalid = new InvalidDocuments(namespace, true);
    }

    /** Adds the document of a line: of the audit stream or, refused, of the invalid one. */
    void add(FilePosition place, byte[] bytes, int start, int length, Instant now, BulkBody to) throws IOException {
        Refusal refusal;
        try {
            if (length <= LineReader.MAX_LINE_BYTES) {
                refusal = addEvent(place, bytes, start, length, now, to);
            } else {
                refusal = new Refusal(
                        "too_long", null, "the line is longer than " + LineReader.MAX_LINE_BYTES + " bytes");
            }
        } catch (JsonProcessingException e) {
            refusal = new Refusal("not_json", null, "the line is not JSON, or has a field twice");
        }
        if (refusal != null) {
            refused(place, bytes, start, length, refusal, now, to);
        }
    }

    /** Adds a line that Elasticsearch, or who reads it, refuses. */
    void refused(FilePosition place, byte[] bytes, int start, int length, Refusal refusal, Instant now, BulkBody to)
            throws IOException {
        invalid.write(place, bytes, start, length, null, refusal, now, to);
    }

    private @Nullable Refusal addEvent(
            FilePosition place, byte[] bytes, int start, int length, Instant now, BulkBody to) throws IOException {
        JsonNode line = json.readTree(bytes, start, length);
        if (!(line instanceof ObjectNode document)) {
            return line.isMissingNode()
                    ? new Refusal("empty", null, "the line is empty")
                    : new Refusal("not_an_object", null, "the line is JSON but no object");
        }
        JsonNode time = document.get("@timestamp");
        if (time == null) {
            return new Refusal("missing_field", "@timestamp", "@timestamp is missing");
        }
        Instant at = time.isTextual() ? Timestamps.parse(time.textValue()) : null;
        if (at == null) {
            return new Refusal("bad_timestamp", "@timestamp", "@timestamp is no RFC 3339 date-time with an offset");
        }
        document.put("@timestamp", Timestamps.format(at));
        document.putObject("ecs").put("version", DocumentWriter.ECS_VERSION);
        document.putObject("data_stream")
                .put("type", DataStream.AUDIT.type())
                .put("dataset", DataStream.AUDIT.dataset())
                .put("namespace", namespace);
        JsonNode event = document.get("event");
        (event instanceof ObjectNode object ? object : document.putObject("event"))
                .put("ingested", Timestamps.format(now));
        to.add(
                stream,
                ids.of(
                        at,
                        place.identity().hash(),
                        Long.toString(place.offset()),
                        InvalidDocuments.sha256Hex(bytes, start, length)),
                json.writeValueAsBytes(document));
        return null;
    }
}
