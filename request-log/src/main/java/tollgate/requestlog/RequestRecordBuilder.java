package tollgate.requestlog;

import static tollgate.requestlog.RequestRecord.UNKNOWN;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects what becomes known of a request, then makes its {@link RequestRecord}. What is never set stays unknown. */
public final class RequestRecordBuilder {
    private RecordKind kind = RecordKind.REQUEST;
    private @Nullable Instant timestamp;
    private @Nullable String requestId;
    private @Nullable String modelName;
    private @Nullable String responseModel;
    private @Nullable String provider;
    private @Nullable String operation;
    private @Nullable Boolean stream;
    private long inputTokens = UNKNOWN;
    private long outputTokens = UNKNOWN;
    private long cacheReadTokens = UNKNOWN;
    private long cacheCreationTokens = UNKNOWN;
    private long reasoningTokens = UNKNOWN;
    private @Nullable UsageSource usageSource;
    private long latencyNanos = UNKNOWN;
    private long ttftNanos = UNKNOWN;
    private long upstreamNanos = UNKNOWN;
    private long overheadNanos = UNKNOWN;
    private @Nullable Outcome outcome;
    private int status = (int) UNKNOWN;
    private @Nullable String finishReason;
    private @Nullable String errorType;
    private @Nullable String errorMessage;
    private @Nullable String responseId;
    private long attempts = UNKNOWN;
    private @Nullable String attemptId;
    private @Nullable String tenant;
    private @Nullable String user;
    private @Nullable String keyId;
    private @Nullable String clientAddress;
    private @Nullable String userAgent;
    private @Nullable String serviceName;
    private @Nullable String serviceVersion;
    private @Nullable String serviceNode;
    private @Nullable String host;
    private @Nullable String traceId;

    RequestRecordBuilder() {}

    public RequestRecordBuilder kind(RecordKind kind) {
        this.kind = kind;
        return this;
    }

    public RequestRecordBuilder timestamp(@Nullable Instant timestamp) {
        this.timestamp = timestamp;
        return this;
    }

    public RequestRecordBuilder requestId(@Nullable String requestId) {
        this.requestId = requestId;
        return this;
    }

    public RequestRecordBuilder modelName(@Nullable String modelName) {
        this.modelName = modelName;
        return this;
    }

    public RequestRecordBuilder responseModel(@Nullable String responseModel) {
        this.responseModel = responseModel;
        return this;
    }

    public RequestRecordBuilder provider(@Nullable String provider) {
        this.provider = provider;
        return this;
    }

    public RequestRecordBuilder operation(@Nullable String operation) {
        this.operation = operation;
        return this;
    }

    public RequestRecordBuilder stream(@Nullable Boolean stream) {
        this.stream = stream;
        return this;
    }

    public RequestRecordBuilder inputTokens(long inputTokens) {
        this.inputTokens = inputTokens;
        return this;
    }

    public RequestRecordBuilder outputTokens(long outputTokens) {
        this.outputTokens = outputTokens;
        return this;
    }

    public RequestRecordBuilder cacheReadTokens(long cacheReadTokens) {
        this.cacheReadTokens = cacheReadTokens;
        return this;
    }

    public RequestRecordBuilder cacheCreationTokens(long cacheCreationTokens) {
        this.cacheCreationTokens = cacheCreationTokens;
        return this;
    }

    public RequestRecordBuilder reasoningTokens(long reasoningTokens) {
        this.reasoningTokens = reasoningTokens;
        return this;
    }

    public RequestRecordBuilder usageSource(@Nullable UsageSource usageSource) {
        this.usageSource = usageSource;
        return this;
    }

    public RequestRecordBuilder latencyNanos(long latencyNanos) {
        this.latencyNanos = latencyNanos;
        return this;
    }

    public RequestRecordBuilder ttftNanos(long ttftNanos) {
        this.ttftNanos = ttftNanos;
        return this;
    }

    public RequestRecordBuilder upstreamNanos(long upstreamNanos) {
        this.upstreamNanos = upstreamNanos;
        return this;
    }

    public RequestRecordBuilder overheadNanos(long overheadNanos) {
        this.overheadNanos = overheadNanos;
        return this;
    }

    public RequestRecordBuilder outcome(@Nullable Outcome outcome) {
        this.outcome = outcome;
        return this;
    }

    public RequestRecordBuilder status(int status) {
        this.status = status;
        return this;
    }

    public RequestRecordBuilder finishReason(@Nullable String finishReason) {
        this.finishReason = finishReason;
        return this;
    }

    public RequestRecordBuilder errorType(@Nullable String errorType) {
        this.errorType = errorType;
        return this;
    }

    public RequestRecordBuilder errorMessage(@Nullable String errorMessage) {
        this.errorMessage = errorMessage;
        return this;
    }

    public RequestRecordBuilder responseId(@Nullable String responseId) {
        this.responseId = responseId;
        return this;
    }

    public RequestRecordBuilder attempts(long attempts) {
        this.attempts = attempts;
        return this;
    }

    public RequestRecordBuilder attemptId(@Nullable String attemptId) {
        this.attemptId = attemptId;
        return this;
    }

    public RequestRecordBuilder tenant(@Nullable String tenant) {
        this.tenant = tenant;
        return this;
    }

    public RequestRecordBuilder user(@Nullable String user) {
        this.user = user;
        return this;
    }

    public RequestRecordBuilder keyId(@Nullable String keyId) {
        this.keyId = keyId;
        return this;
    }

    public RequestRecordBuilder clientAddress(@Nullable String clientAddress) {
        this.clientAddress = clientAddress;
        return this;
    }

    public RequestRecordBuilder userAgent(@Nullable String userAgent) {
        this.userAgent = userAgent;
        return this;
    }

    public RequestRecordBuilder serviceName(@Nullable String serviceName) {
        this.serviceName = serviceName;
        return this;
    }

    public RequestRecordBuilder serviceVersion(@Nullable String serviceVersion) {
        this.serviceVersion = serviceVersion;
        return this;
    }

    public RequestRecordBuilder serviceNode(@Nullable String serviceNode) {
        this.serviceNode = serviceNode;
        return this;
    }

    public RequestRecordBuilder host(@Nullable String host) {
        this.host = host;
        return this;
    }

    public RequestRecordBuilder traceId(@Nullable String traceId) {
        this.traceId = traceId;
        return this;
    }

    /** The first required field that has not been set, or null. */
    @Nullable
    Field missing() {
        if (timestamp == null) {
            return Field.TIMESTAMP;
        }
        if (requestId == null || requestId.isEmpty()) {
            return Field.REQUEST_ID;
        }
        return modelName == null || modelName.isEmpty() ? Field.MODEL_NAME : null;
    }

    public RequestRecord build() {
        return new RequestRecord(
                kind,
                Objects.requireNonNull(timestamp, "timestamp"),
                Objects.requireNonNull(requestId, "requestId"),
                new RequestRecord.Model(
                        Objects.requireNonNull(modelName, "modelName"), responseModel, provider, operation, stream),
                new RequestRecord.Usage(
                        inputTokens, outputTokens, cacheReadTokens, cacheCreationTokens, reasoningTokens, usageSource),
                new RequestRecord.Timing(latencyNanos, ttftNanos, upstreamNanos, overheadNanos),
                new RequestRecord.Result(
                        outcome, status, finishReason, errorType, errorMessage, responseId, attempts, attemptId),
                new RequestRecord.Caller(tenant, user, keyId, clientAddress, userAgent),
                new RequestRecord.Instance(serviceName, serviceVersion, serviceNode, host, traceId));
    }
}
