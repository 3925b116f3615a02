package tollgate.cli;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "explain", description = "Show how a rule stands, and why.")
final class RulesExplainCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The rule, as 'rules list' shows it.")
    private String name = "";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "The moment to look at, such as 2026-11-24T08:00:00Z. Default: now")
    private @Nullable Instant at;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ClusterOptions cluster;

    private final Map<String, String> environment;

    RulesExplainCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Instant moment = at == null ? Instant.now() : at;
        return RuleReports.with(environment, spec, cluster, report -> report.explain(name, moment));
    }
}
