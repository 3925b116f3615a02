package tollgate.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tollgate.elasticsearch.TemplateSettings;
import tollgate.requestlog.SloThresholds;

/** What the index templates depend on. Each command that puts them in place has these. */
final class TemplateOptions {
    /** Elasticsearch's own limit for an index. */
    private static final int MOST_SHARDS = 1_024;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private SloOptions slo;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private RetentionOptions retention;

    private @Nullable Integer requestShards;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--request-shards",
            paramLabel = "N",
            description =
                    "Primary shards of each index of requests that is made from now on, so that as many nodes share the"
                            + " writing. Default: as it is set in the cluster, or 1")
    void requestShards(int shards) {
        if (shards < 1 || shards > MOST_SHARDS) {
            throw new ParameterException(
                    spec.commandLine(), "--request-shards is " + shards + ", and must be between 1 and " + MOST_SHARDS);
        }
        requestShards = shards;
    }

    SloThresholds thresholds() {
        return slo.thresholds;
    }

    TemplateSettings settings() {
        return TemplateSettings.DEFAULT
                .withThresholds(slo.thresholds)
                .withRetention(retention.retention())
                .withRequestShards(requestShards);
    }
}
