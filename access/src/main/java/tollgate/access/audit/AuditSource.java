package tollgate.access.audit;

import org.jspecify.annotations.Nullable;

/**
 * Who writes an audit log.
 *
 * @param service such as {@code tollgate-gateway}
 * @param node what tells instances of it apart, or null
 */
public record AuditSource(
        String service, String version, @Nullable String node, String host) {}
