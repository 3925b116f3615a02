package tollgate.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tollgate.dashboards.rule.Severity;
import tollgate.pager.Notes;
import tollgate.pager.page.Match;
import tollgate.pager.page.Silence;

@Command(name = "add", description = "Make a silence. What is open at its end is told then.")
final class SilenceAddCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--for",
            required = true,
            paramLabel = "DURATION",
            converter = SilenceLength.class,
            description = "How long, such as 30m, 2h or 3d; it has an end always.")
    private Duration length = Duration.ZERO;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why, for people.")
    private String reason = "";

    @Option(names = "--rule", paramLabel = "GLOB", description = "Only alerts of these rules, such as 'host-*'.")
    private List<String> rules = List.of();

    @Option(names = "--tenant", paramLabel = "GLOB", description = "Only alerts of these tenants.")
    private List<String> tenants = List.of();

    @Option(
            names = "--group",
            paramLabel = "GLOB",
            description = "Only alerts of groups whose values, joined by commas, fit.")
    private List<String> groups = List.of();

    @Option(names = "--severity", paramLabel = "NAME", description = "Only page, or only ticket.")
    private @Nullable String severity;

    @Option(names = "--by", paramLabel = "NAME", description = "Who makes it. Default: the user's name")
    private String by = System.getProperty("user.name", "");

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ClusterOptions cluster;

    private final Map<String, String> environment;

    SilenceAddCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Match match = new Match(severities(), rules, tenants, groups);
        Instant now = Instant.now();
        return PagerDocuments.with(environment, spec, cluster, (documents, out) -> {
            Silence added = new Notes(documents).add(match, reason, by, now, now.plus(length));
            out.println(SilenceCommand.line(added));
        });
    }

    private Set<Severity> severities() {
        if (severity == null) {
            return Set.of();
        }
        return Arrays.stream(Severity.values())
                .filter(each -> each.code().equals(severity))
                .findFirst()
                .map(Set::of)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--severity is '" + severity + "', and must be page or ticket"));
    }
}
