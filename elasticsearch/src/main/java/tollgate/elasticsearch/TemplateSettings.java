package tollgate.elasticsearch;

import org.jspecify.annotations.Nullable;
import tollgate.requestlog.SloThresholds;

/**
 * What index templates are told.
 *
 * @param thresholds whose fields are mapped; those of the default are mapped, too, since queries name them
 * @param retention how long documents are kept
 * @param requestShards primary shards of each backing index of requests; null where it is to stay as it is
 * @param overwrite whether a retention that somebody set holds for data streams, too, whose lifecycle was changed by hand
 */
public record TemplateSettings(
        SloThresholds thresholds,
        Retention retention,
        @Nullable Integer requestShards,
        boolean overwrite) {
    /** As they are where nobody says otherwise. */
    public static final TemplateSettings DEFAULT =
            new TemplateSettings(SloThresholds.DEFAULT, Retention.DEFAULT, null, false);

    public TemplateSettings withThresholds(SloThresholds newThresholds) {
        return new TemplateSettings(newThresholds, retention, requestShards, overwrite);
    }

    public TemplateSettings withRetention(Retention newRetention) {
        return new TemplateSettings(thresholds, newRetention, requestShards, overwrite);
    }

    public TemplateSettings withRequestShards(@Nullable Integer newShards) {
        return new TemplateSettings(thresholds, retention, newShards, overwrite);
    }

    public TemplateSettings withOverwrite(boolean newOverwrite) {
        return new TemplateSettings(thresholds, retention, requestShards, newOverwrite);
    }
}
