package tollgate.cli;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import tollgate.dashboards.rule.Severity;
import tollgate.pager.page.Silence;

@Command(
        name = "silence",
        description = "Let the pager tell nobody of some alerts for a while.",
        subcommands = {SilenceAddCommand.class, SilenceListCommand.class, SilenceRemoveCommand.class},
        synopsisSubcommandLabel = "COMMAND")
final class SilenceCommand {
    /** A silence in one line. */
    static String line(Silence silence) {
        String what = Stream.of(
                        silence.match().severities().stream().map(Severity::code),
                        silence.match().rules().stream().map(rule -> "rule " + rule),
                        silence.match().tenants().stream().map(tenant -> "tenant " + tenant),
                        silence.match().groups().stream().map(group -> "group " + group))
                .flatMap(texts -> texts)
                .collect(Collectors.joining(", "));
        return silence.id() + "  until " + silence.until() + "  " + (what.isEmpty() ? "everything" : what) + "  by "
                + silence.by() + ": " + silence.reason();
    }
}
