package tollgate.requestlog;

/** A field of a document, with the type that it is mapped to. Each is mapped explicitly: a guessed type loses digits. */
public interface DocumentName {
    /** Elasticsearch field types that every edition has. */
    enum Mapping {
        DATE,
        KEYWORD,
        LONG,
        DOUBLE,
        BOOLEAN
    }

    /** The dotted path. */
    String documentPath();

    Mapping mapping();

    /** The same path, taken apart. */
    DocumentPath path();
}
