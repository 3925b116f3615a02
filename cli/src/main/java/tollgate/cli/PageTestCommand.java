package tollgate.cli;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tollgate.pager.PagerConfig;
import tollgate.pager.RouteTest;
import tollgate.pager.receiver.Outcome;

@Command(name = "test", description = "Send a page that says of itself that it is a test, to each receiver of a route.")
final class PageTestCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--route", required = true, paramLabel = "NAME", description = "Name of the route.")
    private String route = "";

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private PagerOptions options;

    private final Map<String, String> environment;

    PageTestCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        ApplicationLog.of(environment, spec.commandLine()).toStandardError("tollgate-pager");
        var out = spec.commandLine().getOut();
        PagerConfig config = options.config(out, spec.commandLine());
        Map<String, Outcome> outcomes = Checked.setting(() -> new RouteTest(config).send(route, Instant.now()));
        outcomes.forEach((receiver, outcome) -> out.println(receiver + ": "
                + switch (outcome) {
                    case Outcome.Delivered() -> "delivered";
                    case Outcome.Retry(String reason, var _) -> "not delivered: " + reason;
                    case Outcome.Refused(String reason) -> "refused: " + reason;
                }));
        out.flush();
        return outcomes.values().stream().allMatch(Outcome.Delivered.class::isInstance) ? 0 : 1;
    }
}
