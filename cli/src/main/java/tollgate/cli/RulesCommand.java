package tollgate.cli;

import picocli.CommandLine.Command;

/** Groups the commands about alert rules. */
@Command(
        name = "rules",
        description = "Show the alert rules, and how they stand on live data.",
        subcommands = {RulesListCommand.class, RulesCheckCommand.class, RulesExplainCommand.class},
        synopsisSubcommandLabel = "COMMAND")
final class RulesCommand {}
