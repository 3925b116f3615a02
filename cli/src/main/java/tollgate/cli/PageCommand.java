package tollgate.cli;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tollgate.dashboards.rule.RuleSettings;
import tollgate.dashboards.rule.Rules;
import tollgate.pager.Pager;
import tollgate.pager.PagerConfig;
import tollgate.pager.PagerServer;
import tollgate.pager.Pagers;
import tollgate.pager.state.ClusterConnection;
import tollgate.pager.state.Journal;
import tollgate.pager.state.PagerId;

@Command(
        name = "page",
        description = "Watch over the alert rules and page people, until Ctrl-C.",
        subcommands = {PageTestCommand.class, PageListCommand.class, PageAcknowledgeCommand.class})
final class PageCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--rules",
            defaultValue = "built-in",
            paramLabel = "SOURCE",
            description = "built-in: run the rules here; kibana: read the alerts of Kibana's rules. Default:"
                    + " ${DEFAULT-VALUE}")
    private String rules = "";

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Folder of the memory, for this pager alone. Default: pager in the data folder")
    private @Nullable Path state;

    @Option(
            names = "--metrics-port",
            paramLabel = "N",
            description = "Serve /healthz and /metrics on this port; 0 takes a free one. Default: serve nothing")
    private @Nullable Integer port;

    @Option(
            names = "--bind-address",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to serve them on. Default: ${DEFAULT-VALUE}")
    private String bindAddress = "";

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private PagerOptions options;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ClusterOptions cluster;

    private final Map<String, String> environment;

    PageCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        ApplicationLog.of(environment, spec.commandLine()).toStandardError("tollgate-pager");
        Pagers.Source source = Checked.setting(() -> Pagers.Source.of(rules));
        Rules all = Rules.load();
        RuleSettings settings = all.settings(environment);
        PagerConfig config = options.config(spec.commandLine().getOut(), spec.commandLine());
        Path folder = state == null ? Folders.of(environment).pager() : state;
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Progress progress = new Progress(spec.commandLine().getErr());
        CountDownLatch stopped = new CountDownLatch(1);
        try (Interruption stop = Interruption.calls(stopped::countDown);
                Journal journal = open(folder);
                ClusterConnection connection = new ClusterConnection(cluster.settings(ShipCommand.LOCAL))) {
            Pagers pagers = new Pagers(connection, cluster.namespace, all, settings);
            try (Pager pager = pagers.pager(source, config, journal, pagers.lease(PagerId.of(folder)), registry)
                            .start();
                    PagerServer server = PagerServer.start(port, bindAddress, pager, registry);
                    Progress.Ticker ticker = progress.every(pager::status)) {
                progress.say("the pager watches " + connection + " by "
                        + all.all().size() + " rules, " + source.code() + server.note());
                stopped.await();
            }
            progress.say("stopped");
        }
        return 0;
    }

    private static Journal open(Path folder) throws CommandFailedException {
        try {
            return Journal.open(folder);
        } catch (IOException e) {
            throw new CommandFailedException("the pager's memory cannot be used: " + e.getMessage(), e);
        }
    }
}
