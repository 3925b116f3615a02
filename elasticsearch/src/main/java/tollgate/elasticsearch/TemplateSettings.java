package tollgate.elasticsearch;

import tollgate.requestlog.SloThresholds;

/**
 * What index templates are told.
 *
 * @param thresholds whose fields are mapped; those of the default are mapped, too, since queries name them
 * @param retention how long documents are kept
 * @param overwrite whether a retention that somebody set holds for data streams, too, whose lifecycle was changed by hand
 */
public record TemplateSettings(SloThresholds thresholds, Retention retention, boolean overwrite) {
    /** As they are where nobody says otherwise. */
    public static final TemplateSettings DEFAULT =
            new TemplateSettings(SloThresholds.DEFAULT, Retention.DEFAULT, false);

    public TemplateSettings withThresholds(SloThresholds newThresholds) {
        return new TemplateSettings(newThresholds, retention, overwrite);
    }

    public TemplateSettings withRetention(Retention newRetention) {
        return new TemplateSettings(thresholds, newRetention, overwrite);
    }

    public TemplateSettings withOverwrite(boolean newOverwrite) {
        return new TemplateSettings(thresholds, retention, newOverwrite);
    }
}
