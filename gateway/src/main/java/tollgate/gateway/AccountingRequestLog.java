package tollgate.gateway;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tollgate.access.audit.AuditEvent;
import tollgate.access.limit.RateLimiter;
import tollgate.access.limit.Spending;
import tollgate.requestlog.RecordKind;
import tollgate.requestlog.RequestRecord;

/**
 * Counts the tokens and the cost of each record that another request log gets, and tells the audit log of those that were denied.
 * A line that has to wait in memory counts like one that is written.
 */
final class AccountingRequestLog implements RequestLog {
    private final RequestLog log;
    private final RateLimiter limiter;
    private final @Nullable Spending spending;
    private final SafeAuditLog audit;

    /** @param spending null where there are no tenants that could have a budget */
    AccountingRequestLog(RequestLog log, RateLimiter limiter, @Nullable Spending spending, SafeAuditLog audit) {
        this.log = log;
        this.limiter = limiter;
        this.spending = spending;
        this.audit = audit;
    }

    @Override
    public void append(RequestRecord record) throws RequestLogUnavailableException {
        try {
            log.append(record);
        } finally {
            if (record.kind() == RecordKind.REQUEST) {
                account(record);
            }
        }
    }

    private void account(RequestRecord record) {
        String tenant = record.caller().tenant();
        long tokens = known(record.usage().inputTokens()) + known(record.usage().outputTokens());
        if (tokens > 0) {
            limiter.tokens(spending == null || tenant == null ? OpenGate.EVERYBODY : tenant, tokens);
        }
        if (spending != null) {
            spending.add(record);
        }
        String error = record.result().errorType();
        if (error != null && Denials.AUDITED.contains(error)) {
            audit.append(AuditEvent.failed(record.timestamp(), AuditEvent.DENY, error)
                    .withKey(record.caller().keyId(), tenant)
                    .withRequest(
                            record.requestId(),
                            Objects.requireNonNullElse(record.caller().address(), "unknown"),
                            record.result().status()));
        }
    }

    private static long known(long count) {
        return Math.max(0, count);
    }

    @Override
    public boolean isWritable() {
        return log.isWritable();
    }

    @Override
    public int keptLines() {
        return log.keptLines();
    }

    @Override
    public void close() {
        log.close();
    }
}
