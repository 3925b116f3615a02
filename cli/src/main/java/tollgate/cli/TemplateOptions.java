package tollgate.cli;

import picocli.CommandLine.Mixin;
import tollgate.elasticsearch.TemplateSettings;
import tollgate.requestlog.SloThresholds;

/** What the index templates depend on. Each command that puts them in place has these. */
final class TemplateOptions {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private SloOptions slo;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private RetentionOptions retention;

    SloThresholds thresholds() {
        return slo.thresholds;
    }

    TemplateSettings settings() {
        return TemplateSettings.DEFAULT.withThresholds(slo.thresholds).withRetention(retention.retention());
    }
}
