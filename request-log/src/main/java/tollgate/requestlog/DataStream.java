package tollgate.requestlog;

import java.io.IOException;

/** The data streams, named {@code type-dataset-namespace} as Elastic does. */
public enum DataStream {
    REQUEST("logs", "llm_gateway.request"),
    /** What was refused, whole, with the reason. */
    INVALID("logs", "llm_gateway.invalid"),
    /** The sums of each minute. */
    USAGE("metrics", "llm_gateway.usage"),
    /** The same of each hour, for long ranges. */
    USAGE_HOURLY("metrics", "llm_gateway.usage_hourly"),
    /** What became of each minute's lines. */
    RECONCILIATION("metrics", "llm_gateway.reconciliation"),
    /** What was done to documents afterwards. */
    AUDIT("logs", "llm_gateway.audit"),
    /** When an alert opened or closed. */
    ALERT("logs", "llm_gateway.alert"),
    /** Whom the pager told of what. */
    PAGE("logs", "llm_gateway.page"),
    /** How the host fares that a log-shipper runs on. */
    HOST("metrics", "llm_gateway.host");

    /** Where nobody says otherwise. */
    public static final String DEFAULT_NAMESPACE = "default";

    private final String type;
    private final String dataset;

    DataStream(String type, String dataset) {
        this.type = type;
        this.dataset = dataset;
    }

    /** {@code logs} or {@code metrics}. */
    public String type() {
        return type;
    }

    /** What the documents are of. */
    public String dataset() {
        return dataset;
    }

    public String in(String namespace) {
        return type + "-" + dataset + "-" + namespace;
    }

    /** Matches the stream in every namespace. */
    public String pattern() {
        return in("*");
    }

    /** Writes what a document says of the schema and the stream that it belongs to. */
    public void writeIdentity(DocumentJson to, String namespace) throws IOException {
        to.text(DocumentField.ECS_VERSION, DocumentWriter.ECS_VERSION);
        to.text(DocumentField.DATA_STREAM_TYPE, type);
        to.text(DocumentField.DATA_STREAM_DATASET, dataset);
        to.text(DocumentField.DATA_STREAM_NAMESPACE, namespace);
    }
}
