package tollgate.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tollgate.console.query.ClusterEsql;
import tollgate.console.query.Connection;
import tollgate.console.query.QueryFailedException;
import tollgate.console.top.TopFigures;
import tollgate.console.top.TopOrder;
import tollgate.console.top.TopQuery;
import tollgate.console.top.TopView;

@Command(name = "top", description = "Show in the terminal what the gateway does now, by model, until q or Ctrl-C.")
final class TopCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ClusterOptions cluster;

    @Option(
            names = "--window-seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "Look at the requests that ended within so many seconds. Default: ${DEFAULT-VALUE}")
    private int windowSeconds;

    @Option(
            names = "--every-seconds",
            paramLabel = "N",
            defaultValue = "2",
            description = "Look again after so many seconds. Default: ${DEFAULT-VALUE}")
    private int everySeconds;

    @Option(
            names = "--sort",
            paramLabel = "BY",
            defaultValue = "REQUESTS",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private TopOrder sort = TopOrder.REQUESTS;

    @Option(
            names = "--filter",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Only models whose name has this.")
    private String filter = "";

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "0",
            description = "End after so many looks; 0 for never. Default: ${DEFAULT-VALUE}")
    private int count;

    private final Map<String, String> environment;

    TopCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Checked.atLeast(1, "--window-seconds", windowSeconds, spec.commandLine());
        Checked.atLeast(1, "--every-seconds", everySeconds, spec.commandLine());
        ApplicationLog.of(environment, spec.commandLine()).toStandardError("tollgate-top");
        try (Interruption stop = Interruption.calls(Thread.currentThread()::interrupt);
                Connection connection = new Connection(cluster.settings(ShipCommand.LOCAL));
                @Nullable TopTerminal terminal = TopTerminal.open(environment)) {
            TopQuery query = new TopQuery(new ClusterEsql(connection, LIMIT), Duration.ofSeconds(windowSeconds));
            look(query, terminal, spec.commandLine().getOut());
        } catch (InterruptedException e) {
            return 0;
        }
        return 0;
    }

    private void look(TopQuery query, @Nullable TopTerminal terminal, PrintWriter out) throws InterruptedException {
        TopView view = new TopView(sort, filter);
        for (int look = 1; ; look++) {
            Instant now = Instant.now();
            List<TopFigures> figures = List.of();
            String failure = "";
            try {
                figures = query.ask(now);
            } catch (QueryFailedException e) {
                failure = String.valueOf(e.getMessage());
            }
            if (terminal == null) {
                out.println(failure.isEmpty() ? view.line(figures, now) : now + " " + failure);
                out.flush();
            } else {
                terminal.show(failure.isEmpty() ? view.screen(figures, now, terminal.rows()) : List.of(failure));
            }
            if (look == count) {
                return;
            }
            if (terminal == null) {
                Thread.sleep(Duration.ofSeconds(everySeconds));
                continue;
            }
            long again = System.nanoTime() + Duration.ofSeconds(everySeconds).toNanos();
            while (System.nanoTime() < again) {
                int key = terminal.key();
                if (key == 'q') {
                    return;
                }
                TopView before = view;
                view = key == '/'
                        ? view.withFilter(terminal.ask("filter: "))
                        : TopOrder.ofKey(key).map(view::withOrder).orElse(view);
                if (!view.equals(before) && failure.isEmpty()) {
                    terminal.show(view.screen(figures, now, terminal.rows()));
                }
            }
        }
    }
}
