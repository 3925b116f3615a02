package tollgate.requestlog;

import static tollgate.requestlog.DocumentName.Mapping.BOOLEAN;
import static tollgate.requestlog.DocumentName.Mapping.DATE;
import static tollgate.requestlog.DocumentName.Mapping.DOUBLE;
import static tollgate.requestlog.DocumentName.Mapping.KEYWORD;
import static tollgate.requestlog.DocumentName.Mapping.LONG;

/** Fields that stand in documents and in no line: derived ones, and those of the documents that are no requests. */
public enum DocumentField implements DocumentName {
    ECS_VERSION("ecs.version", KEYWORD),
    DATA_STREAM_TYPE("data_stream.type", KEYWORD),
    DATA_STREAM_DATASET("data_stream.dataset", KEYWORD),
    DATA_STREAM_NAMESPACE("data_stream.namespace", KEYWORD),
    EVENT_OUTCOME("event.outcome", KEYWORD),
    EVENT_DURATION("event.duration", LONG),
    EVENT_END("event.end", DATE),
    /** When the log-shipper wrote the document; it differs between two writings of one line, so no comparison looks at it. */
    EVENT_INGESTED("event.ingested", DATE),
    HTTP_REQUEST_ID("http.request.id", KEYWORD),
    TIME_TO_FIRST_CHUNK("gen_ai.response.time_to_first_chunk", DOUBLE),

    // What enrichment adds: each stands in the object of a field of the line and is written next to it
    TEAM("llm_gateway.team", KEYWORD),
    COST_CENTER("llm_gateway.cost_center", KEYWORD),
    /** One of a bounded set of clients, beside {@link Field#USER_AGENT} as the client wrote it. */
    USER_AGENT_NAME("user_agent.name", KEYWORD),
    SERVICE_ENVIRONMENT("service.environment", KEYWORD),

    // A refused line
    EVENT_ORIGINAL("event.original", KEYWORD),
    INVALID_REASON("llm_gateway.invalid.reason", KEYWORD),
    INVALID_FIELD("llm_gateway.invalid.field", KEYWORD),
    INVALID_BASE64("llm_gateway.invalid.base64", BOOLEAN),
    LOG_FILE_PATH("log.file.path", KEYWORD),
    LOG_OFFSET("log.offset", LONG),

    // A usage window
    WINDOW_SECONDS("llm_gateway.window.seconds", LONG),
    REVISION("llm_gateway.revision", LONG),
    REQUESTS("llm_gateway.requests", LONG),
    UNMEASURED("llm_gateway.unmeasured", LONG),
    LATENCY_COUNT("llm_gateway.latency.count", LONG),
    LATENCY_SUM_MS("llm_gateway.latency.sum_ms", DOUBLE),
    LATENCY_MAX_MS("llm_gateway.latency.max_ms", DOUBLE);

    private final String documentPath;

    @SuppressWarnings("Immutable") // it never changes; what its names cache lazily is their encoding
    private final DocumentPath path;

    private final Mapping mapping;

    DocumentField(String documentPath, Mapping mapping) {
        this.documentPath = documentPath;
        this.path = new DocumentPath(documentPath);
        this.mapping = mapping;
    }

    @Override
    public String documentPath() {
        return documentPath;
    }

    @Override
    public DocumentPath path() {
        return path;
    }

    @Override
    public Mapping mapping() {
        return mapping;
    }
}
