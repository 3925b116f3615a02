package tollgate.requestlog;

import static tollgate.requestlog.Field.Type.BOOLEAN;
import static tollgate.requestlog.Field.Type.COUNT;
import static tollgate.requestlog.Field.Type.KEYWORD;
import static tollgate.requestlog.Field.Type.MILLIS;
import static tollgate.requestlog.Field.Type.STATUS;
import static tollgate.requestlog.Field.Type.TIMESTAMP_UTC;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The table of the contract: each field of a request line, its type, and where it stands in the document. The six that
 * come first are the seed of the format and keep their order in a written line.
 *
 * <p>Document names are those of the Elastic Common Schema 9.x and of OpenTelemetry's GenAI conventions (November 2026),
 * and {@code llm_gateway.*} where neither has a name.
 */
public enum Field implements DocumentName {
    TIMESTAMP("timestamp", TIMESTAMP_UTC, "@timestamp"),
    REQUEST_ID("request_id", KEYWORD, "event.id"),
    MODEL_NAME("model_name", KEYWORD, "gen_ai.request.model"),
    INPUT_TOKENS("input_tokens", COUNT, "gen_ai.usage.input_tokens"),
    OUTPUT_TOKENS("output_tokens", COUNT, "gen_ai.usage.output_tokens"),
    LATENCY_MS("latency_ms", MILLIS, "llm_gateway.latency_ms"),

    KIND("kind", KEYWORD, "llm_gateway.kind"),
    RESPONSE_MODEL("response_model", KEYWORD, "gen_ai.response.model"),
    RESPONSE_ID("response_id", KEYWORD, "gen_ai.response.id"),
    PROVIDER("provider", KEYWORD, "gen_ai.provider.name"),
    OPERATION("operation", KEYWORD, "gen_ai.operation.name"),
    STREAM("stream", BOOLEAN, "gen_ai.request.stream"),
    FINISH_REASON("finish_reason", KEYWORD, "gen_ai.response.finish_reasons"),
    CACHE_READ_TOKENS("cache_read_tokens", COUNT, "gen_ai.usage.cache_read.input_tokens"),
    CACHE_CREATION_TOKENS("cache_creation_tokens", COUNT, "gen_ai.usage.cache_creation.input_tokens"),
    REASONING_TOKENS("reasoning_tokens", COUNT, "gen_ai.usage.reasoning.output_tokens"),
    USAGE_SOURCE("usage_source", KEYWORD, "llm_gateway.usage.source"),
    OUTCOME("outcome", KEYWORD, "llm_gateway.outcome"),
    STATUS_CODE("status", STATUS, "http.response.status_code"),
    ERROR_TYPE("error_type", KEYWORD, "error.type"),
    ERROR_MESSAGE("error_message", KEYWORD, "error.message"),
    TTFT_MS("ttft_ms", MILLIS, "llm_gateway.ttft_ms"),
    UPSTREAM_MS("upstream_ms", MILLIS, "llm_gateway.upstream_ms"),
    OVERHEAD_MS("overhead_ms", MILLIS, "llm_gateway.overhead_ms"),
    ATTEMPTS("attempts", COUNT, "llm_gateway.attempts"),
    ATTEMPT_ID("attempt_id", KEYWORD, "llm_gateway.attempt.id"),
    TENANT("tenant", KEYWORD, "llm_gateway.tenant"),
    USER("user", KEYWORD, "user.id"),
    KEY_ID("key_id", KEYWORD, "llm_gateway.key.id"),
    CLIENT_ADDRESS("client_address", KEYWORD, "client.address"),
    USER_AGENT("user_agent", KEYWORD, "user_agent.original"),
    SERVICE_NAME("service_name", KEYWORD, "service.name"),
    SERVICE_VERSION("service_version", KEYWORD, "service.version"),
    SERVICE_NODE("service_node", KEYWORD, "service.node.name"),
    HOST("host", KEYWORD, "host.name"),
    TRACE_ID("trace_id", KEYWORD, "trace.id");

    /** What a value of a line may be. */
    public enum Type {
        /** RFC 3339 with an offset. */
        TIMESTAMP_UTC,
        /** A string of at most {@link LineReader#MAX_TEXT_CHARS} characters. */
        KEYWORD,
        /** A whole number from 0 to {@link LineReader#MAX_COUNT}. */
        COUNT,
        /** Milliseconds, whole or with a fraction, from 0 to {@link LineReader#MAX_MILLIS}. */
        MILLIS,
        /** An HTTP status, 100 to 599. */
        STATUS,
        BOOLEAN
    }

    private static final Map<String, Field> BY_LINE_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Field::lineName, Function.identity()));

    private final String lineName;

    @SuppressWarnings("Immutable") // nobody changes it
    private final byte[] encodedLineName;

    private final Type type;
    private final String documentPath;

    @SuppressWarnings("Immutable") // it never changes; nobody changes its encoding
    private final DocumentPath path;

    Field(String lineName, Type type, String documentPath) {
        this.lineName = lineName;
        this.encodedLineName = JsonBytes.encodedName(lineName);
        this.type = type;
        this.documentPath = documentPath;
        this.path = new DocumentPath(documentPath);
    }

    /** The name in a line: flat snake_case. */
    public String lineName() {
        return lineName;
    }

    public Type type() {
        return type;
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
        return switch (type) {
            case TIMESTAMP_UTC -> Mapping.DATE;
            case KEYWORD -> Mapping.KEYWORD;
            case COUNT, STATUS -> Mapping.LONG;
            case MILLIS -> Mapping.DOUBLE;
            case BOOLEAN -> Mapping.BOOLEAN;
        };
    }

    /** Whether a line without it is refused. */
    public boolean required() {
        return this == TIMESTAMP || this == REQUEST_ID || this == MODEL_NAME;
    }

    /** As {@link JsonBytes#name} takes it: with its quotes and its colon. */
    byte[] encodedLineName() {
        return encodedLineName;
    }

    static @Nullable Field ofLineName(String name) {
        return BY_LINE_NAME.get(name);
    }
}
