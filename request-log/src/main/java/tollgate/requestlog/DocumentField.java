package tollgate.requestlog;

import static tollgate.requestlog.DocumentName.Mapping.BOOLEAN;
import static tollgate.requestlog.DocumentName.Mapping.DATE;
import static tollgate.requestlog.DocumentName.Mapping.DOUBLE;
import static tollgate.requestlog.DocumentName.Mapping.EXPONENTIAL_HISTOGRAM;
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

    // Cost, in a request and, summed, in a usage window
    COST_AMOUNT("gen_ai.usage.cost.amount", DOUBLE),
    COST_CURRENCY("gen_ai.usage.cost.currency", KEYWORD),
    COST_SOURCE("gen_ai.usage.cost.source", KEYWORD),
    COST_INPUT("llm_gateway.cost.input", DOUBLE),
    COST_OUTPUT("llm_gateway.cost.output", DOUBLE),
    COST_CACHE("llm_gateway.cost.cache", DOUBLE),
    COST_MISSING_REASON("llm_gateway.cost.missing_reason", KEYWORD),
    WINDOW_COST_AMOUNT("llm_gateway.cost.amount", DOUBLE),
    WINDOW_COST_CURRENCY("llm_gateway.cost.currency", KEYWORD),
    REPORTING_COST_AMOUNT("llm_gateway.cost.reporting.amount", DOUBLE),
    REPORTING_COST_CURRENCY("llm_gateway.cost.reporting.currency", KEYWORD),
    REPORTING_COST_MISSING_REASON("llm_gateway.cost.reporting.missing_reason", KEYWORD),
    PRICE_VERSION("llm_gateway.price.version", KEYWORD),

    /** Which shipper read the line, from where: it tells a line that is sent again from another line of the same id. */
    ORIGIN("llm_gateway.origin", KEYWORD),

    // What was done to documents afterwards
    EVENT_ACTION("event.action", KEYWORD),
    EVENT_REASON("event.reason", KEYWORD),
    EVENT_START("event.start", DATE),
    REPRICE_FROM("llm_gateway.reprice.from", DATE),
    REPRICE_TO("llm_gateway.reprice.to", DATE),
    REPRICE_MODEL("llm_gateway.reprice.model", KEYWORD),
    REPRICE_SEEN("llm_gateway.reprice.seen", LONG),
    REPRICE_CHANGED("llm_gateway.reprice.changed", LONG),
    REPRICE_VERSION_ONLY("llm_gateway.reprice.version_only", LONG),
    REPRICE_NEWLY_PRICED("llm_gateway.reprice.newly_priced", LONG),
    REPRICE_NEWLY_UNPRICED("llm_gateway.reprice.newly_unpriced", LONG),
    REPRICE_WINDOWS_CORRECTED("llm_gateway.reprice.windows.corrected", LONG),
    REPRICE_WINDOWS_INCOMPLETE("llm_gateway.reprice.windows.incomplete", LONG),

    // An event of an alert
    EVENT_KIND("event.kind", KEYWORD),
    EVENT_SEVERITY("event.severity", LONG),
    EVENT_URL("event.url", KEYWORD),
    MESSAGE("message", KEYWORD),
    RULE_ID("rule.id", KEYWORD),
    RULE_NAME("rule.name", KEYWORD),
    RULE_DESCRIPTION("rule.description", KEYWORD),
    RULE_REFERENCE("rule.reference", KEYWORD),
    ALERT_ID("llm_gateway.alert.id", KEYWORD),
    ALERT_UUID("llm_gateway.alert.uuid", KEYWORD),
    ALERT_KEY("llm_gateway.alert.key", KEYWORD),
    ALERT_SEVERITY("llm_gateway.alert.severity", KEYWORD),
    ALERT_FLAPPING("llm_gateway.alert.flapping", BOOLEAN),
    ALERT_SPACE("llm_gateway.alert.space", KEYWORD),

    // A page that was sent
    PAGE_KIND("llm_gateway.page.kind", KEYWORD),
    PAGE_ROUTE("llm_gateway.page.route", KEYWORD),
    PAGE_RECEIVER("llm_gateway.page.receiver", KEYWORD),
    PAGE_DECIDED("llm_gateway.page.decided", DATE),
    PAGE_ALERTS("llm_gateway.page.alerts", LONG),
    PAGE_ATTEMPTS("llm_gateway.page.attempts", LONG),
    PAGE_DELIVERY_MS("llm_gateway.page.delivery_ms", LONG),

    // A key, in the audit stream
    KEY_AGE_DAYS("llm_gateway.key.age_days", LONG),

    // A refused line
    EVENT_ORIGINAL("event.original", KEYWORD),
    INVALID_REASON("llm_gateway.invalid.reason", KEYWORD),
    INVALID_FIELD("llm_gateway.invalid.field", KEYWORD),
    INVALID_BASE64("llm_gateway.invalid.base64", BOOLEAN),
    LOG_FILE_PATH("log.file.path", KEYWORD),
    LOG_OFFSET("log.offset", LONG),

    // A usage window; how many latencies kept to a threshold: SloThresholds
    WINDOW_SECONDS("llm_gateway.window.seconds", LONG),
    REVISION("llm_gateway.revision", LONG),
    REQUESTS("llm_gateway.requests", LONG),
    UNMEASURED("llm_gateway.unmeasured", LONG),
    UNPRICED("llm_gateway.unpriced", LONG),
    LATENCY_COUNT("llm_gateway.latency.count", LONG),
    LATENCY_SUM_MS("llm_gateway.latency.sum_ms", DOUBLE),
    LATENCY_MIN_MS("llm_gateway.latency.min_ms", DOUBLE),
    LATENCY_MAX_MS("llm_gateway.latency.max_ms", DOUBLE),
    LATENCY_SKETCH("llm_gateway.latency.sketch", EXPONENTIAL_HISTOGRAM),
    TTFT_COUNT("llm_gateway.ttft.count", LONG),
    TTFT_SUM_MS("llm_gateway.ttft.sum_ms", DOUBLE),
    TTFT_MIN_MS("llm_gateway.ttft.min_ms", DOUBLE),
    TTFT_MAX_MS("llm_gateway.ttft.max_ms", DOUBLE),
    TTFT_SKETCH("llm_gateway.ttft.sketch", EXPONENTIAL_HISTOGRAM),

    // What became of a minute's lines
    LINES_READ("llm_gateway.lines.read", LONG),
    LINES_INDEXED("llm_gateway.lines.indexed", LONG),
    LINES_REFUSED("llm_gateway.lines.refused", LONG),
    LINES_REPEATED("llm_gateway.lines.repeated", LONG);

    private final String documentPath;

    @SuppressWarnings("Immutable") // it never changes; nobody changes its encoding
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
