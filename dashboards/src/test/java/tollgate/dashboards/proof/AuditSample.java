package tollgate.dashboards.proof;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tollgate.elasticsearch.Cluster;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.DocumentField;
import tollgate.requestlog.DocumentName;
import tollgate.requestlog.Field;

/**
 * A document of the audit stream, by its fields.
 *
 * @param ageDays how old the key is, where the document says that
 */
public record AuditSample(
        Instant at,
        @Nullable String action,
        @Nullable String user,
        @Nullable String key,
        @Nullable String outcome,
        @Nullable String reason,
        @Nullable Long ageDays) {

    private static final long DAYS = 7;
    private static final long ROTATED_DAYS_AGO = 3;

    /** A week: the age of two keys each day, one of which is rotated, and what else was done. */
    public static List<AuditSample> week(Instant now) {
        List<AuditSample> all = new ArrayList<>();
        for (long daysAgo = DAYS - 1; daysAgo >= 0; daysAgo--) {
            Instant at = now.minus(Duration.ofDays(daysAgo)).minusSeconds(60);
            long rotated = ROTATED_DAYS_AGO - daysAgo;
            all.add(age(at, "key-1", rotated >= 0 ? rotated : 120 - daysAgo));
            all.add(age(at, "key-2", 95 - daysAgo));
        }
        Instant rotation = now.minus(Duration.ofDays(ROTATED_DAYS_AGO)).minusSeconds(90);
        all.add(new AuditSample(rotation, "rotate", "user-1", "key-1", "success", "older than 90 days", null));
        all.add(new AuditSample(rotation.plusSeconds(5), "revoke", "user-1", "key-5", "success", null, null));
        all.add(new AuditSample(now.minusSeconds(7_200), "reprice", null, null, "failure", "interrupted", null));
        all.add(new AuditSample(now.minusSeconds(3_600), "reprice", null, null, "success", null, null));
        return all;
    }

    private static AuditSample age(Instant at, String key, long days) {
        return new AuditSample(at, null, null, key, null, null, days);
    }

    public static void index(Cluster cluster, String namespace, List<AuditSample> samples) throws IOException {
        ObjectMapper json = new ObjectMapper();
        SampleDocuments.create(
                cluster,
                DataStream.AUDIT.in(namespace),
                samples.stream().map(sample -> sample.document(json)).toList());
    }

    private ObjectNode document(ObjectMapper json) {
        ObjectNode document = json.createObjectNode();
        put(document, Field.TIMESTAMP, at.toString());
        put(document, DocumentField.EVENT_ACTION, action);
        put(document, DocumentField.EVENT_OUTCOME, outcome);
        put(document, DocumentField.EVENT_REASON, reason);
        put(document, Field.USER, user);
        put(document, Field.KEY_ID, key);
        if (ageDays != null) {
            document.put(DocumentField.KEY_AGE_DAYS.documentPath(), ageDays);
        }
        return document;
    }

    private static void put(ObjectNode document, DocumentName name, @Nullable String value) {
        if (value != null) {
            document.put(name.documentPath(), value);
        }
    }
}
