package tollgate.elasticsearch;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.transport.TransportException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.Stream;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.DocumentField;
import tollgate.requestlog.DocumentName;
import tollgate.requestlog.Field;
import tollgate.requestlog.HostField;
import tollgate.requestlog.SloThresholds;

/**
 * Installs the index templates of Tollgate's data streams. Every field is mapped explicitly, from the same table that the
 * documents are written by; fields that it does not know are kept in the source and not indexed, so that nothing that another
 * collector adds can ever make a document be refused.
 */
public final class IndexTemplates {
    /** Above that of the templates that Elasticsearch itself has for logs and metrics, which is 100. */
    private static final int PRIORITY = 300;

    private static final int FORBIDDEN = 403;

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Nobody searches by these, and what a refused line says can have any length. */
    private static final List<DocumentName> ONLY_KEPT = List.of(DocumentField.EVENT_ORIGINAL, DocumentField.ORIGIN);
    /** A quarter of the bytes of the longest term that Lucene takes; what is longer is kept and not indexed. */
    private static final int LONGEST_TERM_CHARS = 8_191;

    /** Puts the templates in place as they are where nobody says otherwise. */
    public static void install(Cluster cluster) throws ClusterException {
        install(cluster, SloThresholds.DEFAULT);
    }

    /**
     * Puts the templates in place, or renews them. Doing it again changes nothing.
     *
     * @param thresholds whose fields are mapped; those of the default are mapped, too, since queries name them
     * @throws ClusterException where the cluster refuses them
     */
    public static void install(Cluster cluster, SloThresholds thresholds) throws ClusterException {
        for (DataStream stream : DataStream.values()) {
            try {
                put(cluster, name(stream), body(stream, thresholds, true));
            } catch (ClusterUnreachableException e) {
                throw e;
            } catch (ClusterException e) {
                // Histograms came with 9.4, but an edition without their module has none, and no scaled_float: trying
                // tells.
                put(cluster, name(stream), body(stream, thresholds, false));
            }
        }
    }

    /**
     * Likewise, but a user who may not install templates relies on those that somebody else has installed.
     *
     * @param namespace whose request stream tells that somebody has
     * @return whether they were installed
     * @throws ClusterException where the cluster refuses them, or they may not be installed and nobody else has
     */
    public static boolean installIfAllowed(Cluster cluster, SloThresholds thresholds, String namespace)
            throws ClusterException {
        try {
            install(cluster, thresholds);
            return true;
        } catch (ClusterException e) {
            if (!(e.getCause() instanceof ElasticsearchException refusal) || refusal.status() != FORBIDDEN) {
                throw e;
            }
            String stream = DataStream.REQUEST.in(namespace);
            if (isThere(cluster, stream)) {
                return false;
            }
            throw new ClusterException(
                    "the user may not install index templates, and there is no " + stream
                            + " yet: run ./tollgate setup first, as a user who may",
                    e);
        }
    }

    private static boolean isThere(Cluster cluster, String stream) throws ClusterException {
        try {
            return cluster.client()
                    .indices()
                    .exists(request -> request.index(stream))
                    .value();
        } catch (ElasticsearchException e) {
            return false;
        } catch (IOException e) {
            throw unreachable(cluster, e);
        }
    }

    private static void put(Cluster cluster, String name, String body) throws ClusterException {
        try {
            cluster.client()
                    .indices()
                    .putIndexTemplate(template -> template.name(name).withJson(new StringReader(body)));
        } catch (ElasticsearchException e) {
            throw new ClusterException("the cluster refuses the index template " + name + ": " + e.getMessage(), e);
        } catch (TransportException e) {
            throw new ClusterException(
                    "the cluster refuses the index template " + name + " (" + e.getMessage()
                            + "): the right manage_index_templates is needed",
                    e);
        } catch (IOException e) {
            throw unreachable(cluster, e);
        }
    }

    private static ClusterUnreachableException unreachable(Cluster cluster, IOException cause) {
        return new ClusterUnreachableException(
                "Elasticsearch at " + cluster.settings() + " stopped answering (" + cause.getMessage() + ")", cause);
    }

    private static String name(DataStream stream) {
        return "tollgate-" + stream.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String body(DataStream stream, SloThresholds thresholds, boolean withRareTypes) {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("index_patterns").add(stream.pattern());
        body.put("priority", PRIORITY);
        body.putObject("data_stream");
        body.putObject("_meta").put("managed_by", "tollgate");
        ObjectNode template = body.putObject("template");
        // One node has no place for a replica, and a cluster should have one.
        template.putObject("settings").put("index.auto_expand_replicas", "0-1");
        ObjectNode mappings = template.putObject("mappings");
        mappings.put("dynamic", false);
        ObjectNode properties = mappings.putObject("properties");
        fields(stream, thresholds)
                .forEach(field -> properties.set(field.documentPath(), mapping(field, withRareTypes)));
        return body.toString();
    }

    private static Stream<DocumentName> fields(DataStream stream, SloThresholds thresholds) {
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
        ObjectNode mapping = JSON.createObjectNode();
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
        mapping.put("type", field.mapping().name().toLowerCase(java.util.Locale.ROOT));
        if (ONLY_KEPT.contains(field)) {
            mapping.put("index", false).put("doc_values", false);
        } else if (field.mapping() == DocumentName.Mapping.KEYWORD) {
            mapping.put("ignore_above", LONGEST_TERM_CHARS);
        } else if (field != Field.TIMESTAMP && field.mapping() != DocumentName.Mapping.BOOLEAN) {
            // Measures are added up and sorted, by their doc values, which answer a range as well. An index of points
            // is the
            // dearest part of writing a document.
            mapping.put("index", false);
        }
        return mapping;
    }

    private IndexTemplates() {}
}
