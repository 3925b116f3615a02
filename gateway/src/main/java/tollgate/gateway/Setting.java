package tollgate.gateway;

import org.jspecify.annotations.Nullable;

/** The environment variables that the gateway reads, with what holds where one is not set or empty. */
enum Setting {
    PORT("18789"),
    BIND_ADDRESS("127.0.0.1"),
    API_KEY(null),
    UPSTREAM_URL(null),
    MODEL_NAME("qianwen-turbo"),
    MODELS(null),
    MAX_TOKENS("2048"),
    TEMPERATURE("0.7"),
    LOG_FOLDER("data/logs"),
    LOG_ROTATION_BYTES("104857600"),
    REQUEST_TIMEOUT_MS("300000"),
    SLOW_START_MS("30000"),
    RETRY_ATTEMPTS("3"),
    SHUTDOWN_TIMEOUT_MS("3000"),
    IDLE_TIMEOUT_MS("60000"),
    BODY_LIMIT_BYTES("10485760"),
    ANSWER_LIMIT_BYTES("67108864"),
    BODY_MEMORY_BYTES(null),
    HEADER_LIMIT_BYTES("16384"),
    SERVICE_NODE(null),
    REQUESTS_PER_SECOND("0"),
    TOKENS_PER_MINUTE("0"),
    CONCURRENT_STREAMS("0"),
    TENANT_REQUESTS_PER_SECOND("50"),
    TENANT_TOKENS_PER_MINUTE("0"),
    TENANT_CONCURRENT_STREAMS("0"),
    TENANT_DAILY_BUDGET(null),
    TENANT_MONTHLY_BUDGET(null),
    BUDGET_ACTION("refuse"),
    TLS_CERTIFICATE(null),
    TLS_KEY(null),
    SIMULATED_SEED("1"),
    SIMULATED_SPEED("1"),
    SIMULATED_RATE_LIMITED_RATIO("0.01"),
    SIMULATED_ERROR_RATIO("0.005"),
    SIMULATED_TIMEOUT_RATIO("0"),
    SIMULATED_SLOW_RATIO("0.02");

    private final @Nullable String defaultValue;

    Setting(@Nullable String defaultValue) {
        this.defaultValue = defaultValue;
    }

    /** Null where the README says in words what holds. */
    @Nullable
    String defaultValue() {
        return defaultValue;
    }
}
