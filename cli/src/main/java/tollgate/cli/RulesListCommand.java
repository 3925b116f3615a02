package tollgate.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tollgate.dashboards.rule.Rule;
import tollgate.dashboards.rule.RuleSettings;
import tollgate.dashboards.rule.Rules;

@Command(name = "list", description = "Show the rules.")
final class RulesListCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private final Map<String, String> environment;

    RulesListCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Rules rules = Rules.load();
        RuleSettings settings = rules.settings(environment);
        PrintWriter out = spec.commandLine().getOut();
        for (Rule rule : rules.all()) {
            out.printf("%-20s %-6s %s%n", rule.name(), rule.severity().code(), rule.summary(settings));
        }
        out.flush();
        return 0;
    }
}
