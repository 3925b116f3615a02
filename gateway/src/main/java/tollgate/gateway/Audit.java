package tollgate.gateway;

import java.io.IOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.access.audit.AuditEvent;
import tollgate.access.audit.AuditLog;
import tollgate.gateway.keys.KeyKeeper;
import tollgate.gateway.keys.ProviderKey;

/** Reports what this gateway does. Where the audit log cannot be written, its own log says so, and it goes on. */
final class Audit implements KeyKeeper.Witness {
    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);

    private final AuditLog log;
    private final InstantSource clock;

    Audit(AuditLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    void started() {
        append(AuditEvent.of(clock.instant(), AuditEvent.START));
    }

    void stopped() {
        append(AuditEvent.of(clock.instant(), AuditEvent.STOP));
    }

    void reloaded() {
        append(AuditEvent.of(clock.instant(), AuditEvent.RELOAD));
    }

    void notReloaded(String reason) {
        append(AuditEvent.failed(clock.instant(), AuditEvent.RELOAD, reason));
    }

    @Override
    public void rotated(String provider, @Nullable ProviderKey former, @Nullable ProviderKey current) {
        AuditEvent event = current == null
                ? AuditEvent.failed(clock.instant(), AuditEvent.ROTATE, "no key of " + provider + " holds any more")
                : AuditEvent.of(clock.instant(), AuditEvent.ROTATE)
                        .withKey(current.fingerprint(), null)
                        .withReason("key of " + provider + (former == null ? "" : ", after " + former));
        append(event);
    }

    @Override
    public void old(String provider, ProviderKey key, long days) {
        append(AuditEvent.age(clock.instant(), key.fingerprint(), null, days).withReason("key of " + provider));
    }

    private void append(AuditEvent event) {
        try {
            log.append(event);
        } catch (IOException e) {
            LOG.error("The audit log cannot be written, and lacks {}: {}", event, e.toString());
        }
    }
}
