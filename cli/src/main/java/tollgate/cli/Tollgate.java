package tollgate.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. Exit codes: 0 done, 1 failed, 2 wrong usage. Results go to standard output, all else to standard error. */
@Command(
        name = "tollgate",
        description = "The ledger of a chat gateway: every request exactly once, priced honestly, in Elasticsearch.",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            GatewayCommand.class,
            ConsoleCommand.class,
            TopCommand.class,
            ShipCommand.class,
            ProduceCommand.class,
            VerifyCommand.class,
            RepriceCommand.class,
            SetupCommand.class,
            PageCommand.class,
            SilenceCommand.class,
            RulesCommand.class,
            InitCommand.class,
            TokenCommand.class,
            DoctorCommand.class,
            WarmUpCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = TollgateVersion.class)
final class Tollgate {
    private Tollgate() {}

    public static void main(String[] arguments) {
        System.exit(commandLine(System.getenv()).execute(arguments));
    }

    static CommandLine commandLine(Map<String, String> environment) {
        CommandLine line = new CommandLine(new Tollgate(), new CommandFactory(environment));
        addHelp(line);
        line.setDefaultValueProvider(new EnvironmentDefaults(environment));
        line.setExecutionExceptionHandler(new OneLineErrors());
        line.setUsageHelpAutoWidth(true);
        return line;
    }

    private static void addHelp(CommandLine line) {
        for (CommandLine command : line.getSubcommands().values()) {
            command.getCommandSpec().mixinStandardHelpOptions(true);
            addHelp(command);
        }
    }
}
