package tollgate.setup;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tollgate.elasticsearch.TemplateSettings;

/**
 * What to set up.
 *
 * @param kibana where dashboards and rules go; null for Elasticsearch alone
 * @param namespace last part of the data streams' names
 * @param templates what the index templates are told
 * @param roles whether to make the roles, where the cluster has security
 * @param overwrite whether to replace what people changed by hand
 * @param dryRun whether only to tell what would change
 * @param patience how long to wait for Kibana
 */
public record SetupOptions(
        @Nullable KibanaSettings kibana,
        String namespace,
        TemplateSettings templates,
        boolean roles,
        boolean overwrite,
        boolean dryRun,
        Duration patience) {
    String space() {
        return kibana == null ? KibanaSettings.DEFAULT_SPACE : kibana.space();
    }
}
