package tollgate.pager.alert;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tollgate.dashboards.rule.Severity;

/**
 * An open alert. Immutable.
 *
 * @param key of the rule and the group, equal as long as the alert is open, in every pager, by whichever source: what receivers
 *     de-duplicate by
 * @param rule the name of the rule
 * @param group the values of the group's columns, in their order
 * @param since when the group began to match
 * @param value what was measured last; null where the source does not say
 * @param threshold what it was compared with; null where the source does not say
 */
public record Alert(
        String key,
        String rule,
        Severity severity,
        Map<String, String> group,
        Instant since,
        @Nullable Double value,
        @Nullable Double threshold,
        boolean flapping) {

    /** Columns that name a tenant. */
    private static final String TENANT = "llm_gateway.tenant";

    public Alert {
        group = Collections.unmodifiableMap(new LinkedHashMap<>(group));
    }

    /** The same alert as it stands now; since when it is open stays. */
    public Alert updatedBy(Alert now) {
        return new Alert(key, rule, severity, group, since, now.value, now.threshold, now.flapping);
    }

    /** The tenant that it is about; empty where it is about none. */
    public String tenant() {
        return group.getOrDefault(TENANT, "");
    }

    /** The group's values joined by commas, as Kibana writes an alert's id. */
    public String groupText() {
        return String.join(",", group.values());
    }
}
