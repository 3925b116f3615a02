package tollgate.gateway;

import java.security.SecureRandom;
import java.util.Map;
import tollgate.access.audit.AuditLog;

/**
 * What a gateway gets from outside, beside its settings.
 *
 * @param environment where keys of the configuration file are looked up
 * @param audit gets what somebody may have to answer for
 */
record GatewayPlug(Map<String, String> environment, AuditLog audit, Backoff backoff) {
    static GatewayPlug of(Map<String, String> environment, AuditLog audit) {
        return new GatewayPlug(environment, audit, Backoff.exponential(new SecureRandom()));
    }

    /** It holds secrets. */
    @Override
    public String toString() {
        return "GatewayPlug";
    }
}
