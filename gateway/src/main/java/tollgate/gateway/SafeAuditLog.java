package tollgate.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.access.audit.AuditEvent;
import tollgate.access.audit.AuditLog;

/** An audit log that the gateway goes on without where it cannot be written; the failures are counted. */
final class SafeAuditLog {
    private static final Logger LOG = LoggerFactory.getLogger(SafeAuditLog.class);

    private final AuditLog log;
    private final Counter failures;
    private volatile boolean failed;

    SafeAuditLog(AuditLog log, MeterRegistry registry) {
        this.log = log;
        this.failures = Counter.builder("tollgate.audit_log.write_failures")
                .description("Audit events that could not be written")
                .register(registry);
    }

    void append(AuditEvent event) {
        try {
            log.append(event);
            failed = false;
        } catch (IOException e) {
            failures.increment();
            if (!failed) {
                LOG.error("{} cannot be written, and its events are lost until it can ({})", log, e.toString());
            }
            failed = true;
        }
    }
}
