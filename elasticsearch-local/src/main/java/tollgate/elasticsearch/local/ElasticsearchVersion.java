package tollgate.elasticsearch.local;

import java.util.Locale;

/** The servers that can be had as Maven artifacts. */
public enum ElasticsearchVersion {
    /** Elasticsearch 8.19 with ES|QL. */
    V8,
    /** Elasticsearch 9.5 as it is published: without ES|QL, {@code /_query} answers 405. */
    V9;

    /** The prefix of its entries in the list of artifacts. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
