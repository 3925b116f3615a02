package tollgate.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.DocumentField;
import tollgate.requestlog.DocumentName;
import tollgate.requestlog.Field;
import tollgate.requestlog.HostField;
import tollgate.requestlog.SloThresholds;

/**
 * The body of a stream's index template, in the form in which a cluster gives it back, so that the two can be compared. Every field is
 * mapped explicitly, from the same table that the documents are written by; fields that it does not know are kept in the source and
 * not indexed, so that nothing that another collector adds can ever make a document be refused.
 */
final class TemplateBody {
    /** Above that of the templates that Elasticsearch itself has for logs and metrics, which is 100. */
    private static final int PRIORITY = 300;
    /** Nobody searches by these, and what a refused line says can have any length. */
    private static final List<DocumentName> ONLY_KEPT = List.of(DocumentField.EVENT_ORIGINAL, DocumentField.ORIGIN);
    /** A quarter of the bytes of the longest term that Lucene takes; what is longer is kept and not indexed. */
    private static final int LONGEST_TERM_CHARS = 8_191;

    static final String SHARDS = "number_of_shards";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** What of a template that a cluster gives back is ours; the rest are defaults and times. */
    private static final List<String> OURS = List.of("index_patterns", "priority", "_meta", "template");

    private final DataStream stream;
    private final SloThresholds thresholds;
    private final JsonNode lifecycle;
    private final JsonNode shards;

    /**
     * @param lifecycle of the streams that are made by it; a null node for none
     * @param shards {@link #SHARDS} of their indices; a null node for as many as the cluster gives by itself
     */
    TemplateBody(DataStream stream, SloThresholds thresholds, JsonNode lifecycle, JsonNode shards) {
        this.stream = stream;
        this.thresholds = thresholds;
        this.lifecycle = lifecycle;
        this.shards = shards;
    }

    /** @param withRareTypes whether the cluster has exponential histograms and scaled numbers */
    ObjectNode json(boolean withRareTypes) {
        ObjectNode body = JSON.objectNode();
        body.putArray("index_patterns").add(stream.pattern());
        body.put("priority", PRIORITY);
        body.putObject("data_stream");
        body.putObject("_meta").put("managed_by", "tollgate");
        ObjectNode template = body.putObject("template");
        // One node has no place for a replica, and a cluster should have one.
        ObjectNode index = template.putObject("settings").putObject("index").put("auto_expand_replicas", "0-1");
        if (!shards.isNull()) {
            index.set(SHARDS, shards);
        }
        ObjectNode mappings = template.putObject("mappings");
        mappings.put("dynamic", false);
        ObjectNode properties = mappings.putObject("properties");
        fields().forEach(field -> properties.set(field.documentPath(), mapping(field, withRareTypes)));
        if (!lifecycle.isNull()) {
            template.set("lifecycle", lifecycle);
        }
        return body;
    }

    /** Whether two templates say the same. */
    static boolean same(JsonNode one, JsonNode other) {
        return OURS.stream().allMatch(part -> one.path(part).equals(other.path(part)));
    }

    private Stream<DocumentName> fields() {
        if (stream == DataStream.HOST) {
            return Stream.concat(HostField.SHARED.stream(), Stream.of(HostField.values()));
        }
        return Stream.of(
                        Stream.<DocumentName>of(Field.values()),
                        Stream.<DocumentName>of(DocumentField.values()),
                        SloThresholds.DEFAULT.fields(),
                        thresholds.fields())
                .flatMap(fields -> fields);
    }

    private static ObjectNode mapping(DocumentName field, boolean withRareTypes) {
        ObjectNode mapping = JSON.objectNode();
        if (field.mapping() == DocumentName.Mapping.EXPONENTIAL_HISTOGRAM) {
            return withRareTypes
                    ? mapping.put("type", "exponential_histogram")
                    : mapping.put("type", "object").put("enabled", false);
        }
        if (field.mapping() == DocumentName.Mapping.SCALED_FLOAT) {
            return withRareTypes
                    ? mapping.put("type", "scaled_float")
                            .put("scaling_factor", 1_000)
                            .put("index", false)
                    : mapping.put("type", "double").put("index", false);
        }
        mapping.put("type", field.mapping().name().toLowerCase(Locale.ROOT));
        if (ONLY_KEPT.contains(field)) {
            mapping.put("index", false).put("doc_values", false);
        } else if (field.mapping() == DocumentName.Mapping.KEYWORD) {
            mapping.put("ignore_above", LONGEST_TERM_CHARS);
        } else if (field != Field.TIMESTAMP && field.mapping() != DocumentName.Mapping.BOOLEAN) {
            // Measures are added up and sorted, by their doc values, which answer a range as well. An index of points
            // is the dearest part of writing a document.
            mapping.put("index", false);
        }
        return mapping;
    }
}
