package tollgate.cli;

import picocli.CommandLine.Command;

/** Groups the commands about access tokens. */
@Command(
        name = "token",
        description = "Make, list, rotate and revoke access tokens. A running gateway notices within a second.",
        subcommands = {
            TokenCreateCommand.class,
            TokenListCommand.class,
            TokenRotateCommand.class,
            TokenRevokeCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
final class TokenCommand {}
