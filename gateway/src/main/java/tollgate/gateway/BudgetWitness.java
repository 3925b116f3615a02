package tollgate.gateway;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.access.audit.AuditEvent;
import tollgate.access.limit.Spent;

/** Tells once of each budget that is used up, until the next day or month. Memory: one object for each tenant. */
final class BudgetWitness {
    private static final Logger LOG = LoggerFactory.getLogger(BudgetWitness.class);

    private final SafeAuditLog audit;
    private final Map<String, Spent> told = new ConcurrentHashMap<>();

    BudgetWitness(SafeAuditLog audit) {
        this.audit = audit;
    }

    void spent(String tenant, Spent spent, Instant now) {
        if (!spent.equals(told.put(tenant, spent))) {
            LOG.warn("The {} budget of the tenant {} is used up", spent.period(), tenant);
            audit.append(AuditEvent.of(now, AuditEvent.EXHAUST_BUDGET)
                    .withKey(null, tenant)
                    .withReason(spent.period()));
        }
    }
}
