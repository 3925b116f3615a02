package tollgate.access.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to be known later on. A key is named by its id, and no field holds what was asked or answered.
 *
 * @param action what was done, or null where the event only says how things are
 * @param outcome {@code success}, {@code failure}, or null
 * @param keyId of a token, or the fingerprint of a provider's key
 * @param ageDays whole days since the key's newest secret was made
 * @param user who did it
 * @param requestId of the request that it is about
 */
public record AuditEvent(
        Instant at,
        @Nullable String action,
        @Nullable String outcome,
        @Nullable String reason,
        @Nullable String keyId,
        @Nullable Long ageDays,
        @Nullable String tenant,
        @Nullable String user,
        @Nullable String clientAddress,
        @Nullable String requestId,
        @Nullable Integer status) {

    /** A key was made. */
    public static final String CREATE = "create";
    /** A key got a new secret. */
    public static final String ROTATE = "rotate";
    /** A key was taken back. */
    public static final String REVOKE = "revoke";
    /** A caller was not let in, or not allowed what it asked for. */
    public static final String DENY = "deny";
    /** A budget was used up. */
    public static final String EXHAUST_BUDGET = "exhaust_budget";
    /** The configuration was read again. */
    public static final String RELOAD = "reload";
    /** A service started. */
    public static final String START = "start";
    /** A service stopped. */
    public static final String STOP = "stop";

    private static final String SUCCESS = "success";
    private static final String FAILURE = "failure";

    /** Something that was done. */
    public static AuditEvent of(Instant at, String action) {
        return new AuditEvent(at, action, SUCCESS, null, null, null, null, null, null, null, null);
    }

    /** How old a key is: for the alert on keys that are too old. The newest statement counts. */
    public static AuditEvent age(Instant at, String keyId, @Nullable String tenant, long days) {
        return new AuditEvent(at, null, null, null, keyId, days, tenant, null, null, null, null);
    }

    /** Something that was tried and not done. */
    public static AuditEvent failed(Instant at, String action, String reason) {
        return new AuditEvent(at, action, FAILURE, reason, null, null, null, null, null, null, null);
    }

    /** About this key. */
    public AuditEvent withKey(@Nullable String newKeyId, @Nullable String newTenant) {
        return new AuditEvent(
                at, action, outcome, reason, newKeyId, ageDays, newTenant, user, clientAddress, requestId, status);
    }

    /** With the age of the key. */
    public AuditEvent withAgeDays(long days) {
        return new AuditEvent(at, action, outcome, reason, keyId, days, tenant, user, clientAddress, requestId, status);
    }

    /** Done by this user. */
    public AuditEvent withUser(String newUser) {
        return new AuditEvent(
                at, action, outcome, reason, keyId, ageDays, tenant, newUser, clientAddress, requestId, status);
    }

    /** For this reason, where there is one. */
    public AuditEvent withReason(@Nullable String newReason) {
        return new AuditEvent(
                at, action, outcome, newReason, keyId, ageDays, tenant, user, clientAddress, requestId, status);
    }

    /** About this request. */
    public AuditEvent withRequest(String newRequestId, String newClientAddress, int newStatus) {
        return new AuditEvent(
                at, action, outcome, reason, keyId, ageDays, tenant, user, newClientAddress, newRequestId, newStatus);
    }
}
