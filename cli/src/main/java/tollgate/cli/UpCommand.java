package tollgate.cli;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tollgate.gateway.GatewaySettings;

@Command(name = "up", description = "Run the whole chain on this machine, for your own requests, until Ctrl-C.")
final class UpCommand implements Callable<Integer> {
    private static final Duration BETWEEN_CHECKS = Duration.ofMillis(500);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private StackOptions options;

    private final Map<String, String> environment;

    UpCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        options.folders().create();
        ApplicationLog.of(environment, spec.commandLine())
                .toFile(options.folders().applicationLog(), "tollgate");
        Progress progress = new Progress(spec.commandLine().getErr());
        try (Interruption stop = Interruption.calls(Thread.currentThread()::interrupt)) {
            return stayUp(progress);
        }
    }

    /** Whoever comes from elsewhere has to show an access token. */
    private GatewaySettings settings() {
        GatewaySettings settings = options.gateway();
        return settings.isLoopback()
                ? settings
                : settings.withTokens(options.folders().tokens());
    }

    private int stayUp(Progress progress) throws Exception {
        try (LocalStack stack = LocalStack.start(options, settings(), progress::say)) {
            progress.say("console        " + stack.console());
            progress.say("Elasticsearch  " + stack.cluster().settings());
            progress.say("request log    " + stack.requestLogs());
            try (LocalPager pager =
                    LocalPager.start(stack, options, spec.commandLine().getOut(), spec.commandLine())) {
                progress.say("up; pages are printed; Ctrl-C stops everything");
                while (true) {
                    stack.check();
                    Thread.sleep(BETWEEN_CHECKS);
                }
            }
        } catch (InterruptedException e) {
            progress.say("stopped");
            return 0;
        }
    }
}
