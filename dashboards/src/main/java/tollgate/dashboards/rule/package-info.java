/**
 * Alert rules: read from their files, with the settings that they compare by, run against a cluster, and compiled into what Kibana's
 * alerting takes. Whoever evaluates the rules without Kibana uses the same {@link tollgate.dashboards.rule.Rules}.
 */
@NullMarked
package tollgate.dashboards.rule;

import org.jspecify.annotations.NullMarked;
