package tollgate.requestlog;

/** A field of a document, with the type that it is mapped to. Each is mapped explicitly: a guessed type loses digits. */
public interface DocumentName {
    /** Elasticsearch field types. */
    enum Mapping {
        DATE,
        KEYWORD,
        LONG,
        DOUBLE,
        /** To a thousandth, as Beats map fractions; a double where the cluster has no such type. */
        SCALED_FLOAT,
        BOOLEAN,
        /** Has a type of its own from 9.4 on, and is only kept where there is none. */
        EXPONENTIAL_HISTOGRAM
    }

    /** The dotted path. */
    String documentPath();

    Mapping mapping();

    /** The same path, taken apart. */
    DocumentPath path();
}
