package tollgate.cli;

import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import tollgate.dashboards.rule.RuleSettings;
import tollgate.dashboards.rule.Rules;
import tollgate.pager.RuleReport;
import tollgate.pager.state.ClusterConnection;

/** Asks a cluster how rules stand, for as long as a command takes. */
final class RuleReports {
    private RuleReports() {}

    /** What a command does with it; whether all was well. */
    @FunctionalInterface
    interface Task {
        boolean run(RuleReport report) throws Exception;
    }

    static int with(Map<String, String> environment, CommandSpec spec, ClusterOptions cluster, Task task)
            throws Exception {
        ApplicationLog.of(environment, spec.commandLine()).toStandardError("tollgate-pager");
        Rules rules = Rules.load();
        RuleSettings settings = rules.settings(environment);
        PrintWriter out = spec.commandLine().getOut();
        try (ClusterConnection connection = new ClusterConnection(cluster.settings(ShipCommand.LOCAL))) {
            RuleReport report = new RuleReport(connection, rules, settings, out);
            boolean good = ClusterOptions.asked(() -> task.run(report));
            out.flush();
            return good ? 0 : 1;
        }
    }
}
