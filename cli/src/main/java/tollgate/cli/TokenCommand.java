package tollgate.cli;

import picocli.CommandLine.Command;

/** Groups the commands about access tokens. */
@Command(
        name = "token",
        description = "Make, list, rotate and revoke access tokens. The gateway does not ask for them yet.",
        subcommands = {
            TokenCreateCommand.class,
            TokenListCommand.class,
            TokenRotateCommand.class,
            TokenRevokeCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
final class TokenCommand {}
