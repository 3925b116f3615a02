package tollgate.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tollgate.elasticsearch.Cluster;
import tollgate.setup.Bundle;
import tollgate.setup.Change;
import tollgate.setup.KibanaSettings;
import tollgate.setup.Outcome;
import tollgate.setup.Setup;
import tollgate.setup.SetupOptions;
import tollgate.setup.TollgateBundle;

@Command(
        name = "setup",
        description =
                "Install index templates, data streams and roles in Elasticsearch, and dashboards and alert rules in"
                        + " Kibana. Doing it again changes nothing. Exit code 1 if anything could not be done.")
final class SetupCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--kibana",
            paramLabel = "URL",
            description =
                    "Kibana 9.x; without it, only Elasticsearch is set up. Credentials come from KIBANA_API_KEY, or"
                            + " from KIBANA_USERNAME and KIBANA_PASSWORD, else from those of Elasticsearch; an own"
                            + " authority's certificate from KIBANA_CA_CERT.")
    private @Nullable URI kibana;

    @Option(
            names = "--space",
            paramLabel = "ID",
            defaultValue = KibanaSettings.DEFAULT_SPACE,
            description = "Kibana's space. Default: ${DEFAULT-VALUE}")
    private String space = KibanaSettings.DEFAULT_SPACE;

    @Option(names = "--dry-run", description = "Change nothing, and print what would change.")
    private boolean dryRun;

    @Option(names = "--overwrite", description = "Replace also what somebody changed by hand, such as a rule.")
    private boolean overwrite;

    @Option(names = "--remove", description = "Take away what was installed. Documents and their streams stay.")
    private boolean remove;

    @Option(names = "--no-roles", description = "Make no roles, where the cluster has security.")
    private boolean noRoles;

    @Option(
            names = "--wait-seconds",
            paramLabel = "N",
            defaultValue = "120",
            description = "How long to wait for Kibana. Default: ${DEFAULT-VALUE}")
    private int waitSeconds;

    @Option(
            names = "--api-key",
            paramLabel = "PART",
            description = "Only make an API key, with the rights of shipper, repricer, pager, console, viewer or"
                    + " installer, and print it: nobody can read it again.")
    private @Nullable String apiKey;

    @Option(
            names = "--api-key-file",
            paramLabel = "FILE",
            description = "Write the key there, for its owner alone to read, instead of printing it.")
    private @Nullable Path apiKeyFile;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ClusterOptions cluster;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private TemplateOptions templates;

    private final Map<String, String> environment;

    SetupCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Checked.atLeast(0, "--wait-seconds", waitSeconds, spec.commandLine());
        ApplicationLog.of(environment, spec.commandLine()).toStandardError("tollgate-setup");
        Progress progress = new Progress(spec.commandLine().getErr());
        SetupOptions options = new SetupOptions(
                kibana(),
                cluster.namespace,
                templates.settings(),
                !noRoles,
                overwrite,
                dryRun,
                Duration.ofSeconds(waitSeconds));
        Bundle bundle = TollgateBundle.of(environment, cluster.namespace);
        try (Cluster connected = Cluster.connect(cluster.settings(ShipCommand.LOCAL))) {
            Setup setup = new Setup(connected, options, InstantSource.system(), progress::say);
            if (apiKey != null) {
                print(setup.apiKey(apiKey));
                return 0;
            }
            return summarize(remove ? setup.remove() : setup.install(bundle), progress);
        }
    }

    private @Nullable KibanaSettings kibana() throws CommandFailedException {
        URI address = kibana;
        return address == null ? null : Checked.setting(() -> KibanaSettings.of(address, space, environment));
    }

    private void print(String key) throws CommandFailedException {
        if (apiKeyFile == null) {
            spec.commandLine().getOut().println(key);
            spec.commandLine().getOut().flush();
            return;
        }
        try {
            SecretFile.write(apiKeyFile, key);
        } catch (IOException e) {
            throw new CommandFailedException(
                    "the key could not be written to " + apiKeyFile + " (" + e
                            + "): name a file in a folder of yours that"
                            + " is not there yet; the key that was made is of no use, --remove invalidates it",
                    e);
        }
    }

    private int summarize(List<Change> changes, Progress progress) {
        spec.commandLine()
                .getOut()
                .println("created %d, updated %d, unchanged %d, kept %d, removed %d, failed %d"
                        .formatted(
                                count(changes, Outcome.CREATED),
                                count(changes, Outcome.UPDATED),
                                count(changes, Outcome.UNCHANGED),
                                count(changes, Outcome.KEPT),
                                count(changes, Outcome.REMOVED),
                                count(changes, Outcome.FAILED)));
        spec.commandLine().getOut().flush();
        if (dryRun) {
            progress.say("a dry run: nothing is changed");
        }
        return count(changes, Outcome.FAILED) == 0 ? 0 : 1;
    }

    private static long count(List<Change> changes, Outcome outcome) {
        return changes.stream().filter(change -> change.outcome() == outcome).count();
    }
}
