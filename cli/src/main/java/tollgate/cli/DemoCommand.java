package tollgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tollgate.adapters.LineFormats;
import tollgate.gateway.GatewaySettings;
import tollgate.shipper.file.InputPattern;
import tollgate.shipper.verify.Verification;
import tollgate.shipper.verify.Verifier;

@Command(
        name = "demo",
        description = "Run the whole chain on this machine, send requests through it, and show what became of them.")
final class DemoCommand implements Callable<Integer> {
    /** The simulated model need not be as slow as a real one for everybody who only wants to look. */
    private static final double SIMULATED_SPEED = 20;

    private static final double GENTLE_RATE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--requests",
            paramLabel = "N",
            defaultValue = "2000",
            description = "How many requests to send. Default: ${DEFAULT-VALUE}")
    private int requests;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "0",
            description =
                    "How many to send a second; 0 for as many as 128 clients get answered. Default: ${DEFAULT-VALUE}")
    private double rate;

    @Option(names = "--exit", description = "End after the figures; otherwise stay up, with gentle traffic.")
    private boolean exit;

    @Option(
            names = "--incident",
            description =
                    "Break the simulated model after the figures, and show the page and its end. Takes five minutes.")
    private boolean incident;

    @Option(names = "--json", description = "Print one JSON object and nothing else on standard output.")
    private boolean json;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private StackOptions options;

    private final Map<String, String> environment;

    DemoCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        options.folders().create();
        ApplicationLog.of(environment, spec.commandLine())
                .toFile(options.folders().applicationLog(), "tollgate");
        Progress progress = new Progress(spec.commandLine().getErr());
        try (Interruption stop = Interruption.calls(Thread.currentThread()::interrupt)) {
            return run(progress);
        }
    }

    private int run(Progress progress) throws Exception {
        try (BreakableModel model = incident
                        ? BreakableModel.start(
                                environment, options.folders().data().resolve("model"), SIMULATED_SPEED)
                        : null;
                LocalStack stack = LocalStack.start(options, settings(model), progress::say)) {
            // Without --incident the figures come first: they are what is looked at.
            int code = demonstrate(stack, progress);
            if (model == null && exit) {
                return code;
            }
            try (LocalPager pager =
                    LocalPager.start(stack, options, spec.commandLine().getErr(), spec.commandLine())) {
                if (model != null) {
                    code = new DemoIncident(stack, pager, model, progress).play() ? code : 1;
                }
                if (!exit) {
                    stayUp(stack, progress);
                }
            }
            return code;
        } catch (InterruptedException e) {
            progress.say("stopped");
            return 1;
        }
    }

    private GatewaySettings settings(@Nullable BreakableModel model) throws IOException {
        if (model != null) {
            return options.gateway().withConfig(model.configuration());
        }
        GatewaySettings settings = options.gateway();
        return environment.containsKey("SIMULATED_SPEED")
                ? settings
                : settings.withSimulated(settings.simulated().withSpeed(SIMULATED_SPEED));
    }

    private int demonstrate(LocalStack stack, Progress progress) throws InterruptedException, CommandFailedException {
        Instant since = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Traffic traffic = new Traffic(stack.gateway(), since.toEpochMilli());
        try (Progress.Ticker ticker =
                progress.every(() -> "%,d of %,d requests answered".formatted(traffic.ended(), requests))) {
            send(traffic, requests, rate);
            traffic.awaitEnd();
        }
        progress.say("%,d requests answered; waiting until all are indexed".formatted(traffic.ended()));
        Verification found = awaitIndexed(stack, traffic.sent(), since, progress);
        show(Figures.since(stack.cluster(), options.cluster.namespace, since), found, traffic.sent());
        boolean sumsAreEqual =
                !(stack.shipping() instanceof KafkaShipping kafka) || sumsAreThoseOfFileMode(stack, kafka, progress);
        return found.isClean() && found.lines() == traffic.sent() && found.indexed() == traffic.sent() && sumsAreEqual
                ? 0
                : 1;
    }

    private boolean sumsAreThoseOfFileMode(LocalStack stack, KafkaShipping kafka, Progress progress)
            throws InterruptedException, CommandFailedException {
        progress.say("closing the usage windows and adding up the same log in file mode");
        boolean equal = new SumsCheck(stack.cluster(), stack.requestLogs(), options).equal(kafka::closeWindows);
        progress.say(
                equal
                        ? "the sums of all usage windows are those of file mode"
                        : "the sums of usage windows DIFFER from those of file mode");
        return equal;
    }

    private static void send(Traffic traffic, long count, double perSecond) throws InterruptedException {
        long start = System.nanoTime();
        for (long i = 0; i < count; i++) {
            if (perSecond > 0) {
                long due = start + (long) (i / perSecond * 1e9);
                Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
            }
            traffic.send();
        }
    }

    /** Compares log and index until nothing is missing, or nothing has come for a minute. */
    private Verification awaitIndexed(LocalStack stack, long sent, Instant since, Progress progress)
            throws InterruptedException, CommandFailedException {
        Verifier quiet = verifier(stack, finding -> {});
        Instant deadline = Instant.now().plus(PATIENCE);
        try {
            while (true) {
                stack.check();
                Verification found = quiet.verify(InputPattern.of(stack.requestLogs()), since, lines -> {});
                boolean complete = found.lines() >= sent && found.lost() == 0;
                if (complete || Instant.now().isAfter(deadline)) {
                    return complete
                            ? found
                            : verifier(stack, progress::say)
                                    .verify(InputPattern.of(stack.requestLogs()), since, lines -> {});
                }
                Thread.sleep(Duration.ofMillis(200));
            }
        } catch (IOException e) {
            throw new CommandFailedException("log and index could not be compared: " + e.getMessage(), e);
        }
    }

    private Verifier verifier(LocalStack stack, java.util.function.Consumer<String> findings) {
        return new Verifier(
                stack.cluster(), options.cluster.namespace, LineFormats.of(LineFormats.TOLLGATE), 1, findings);
    }

    private void show(Figures figures, Verification found, long sent) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode all = VerifyCommand.json(found);
            ObjectNode object = all.objectNode().put("sent", sent).put("logged", found.lines());
            all.remove("lines");
            object.setAll(all);
            object.set("models", figures.json());
            out.println(object);
        } else {
            figures.print(out);
            out.printf(
                    "sent %,d, logged %,d, indexed %,d, lost %,d, doubled %,d%n",
                    sent, found.lines(), found.indexed(), found.lost(), found.doubled());
        }
        out.flush();
    }

    private void stayUp(LocalStack stack, Progress progress) throws InterruptedException, CommandFailedException {
        progress.say("gateway        " + stack.gateway() + "/v1/chat/completions");
        progress.say("metrics        " + stack.gateway() + "/metrics");
        progress.say("console        " + stack.console());
        progress.say("Elasticsearch  " + stack.cluster().settings());
        progress.say("request log    " + stack.requestLogs());
        progress.say("gentle traffic goes on; Ctrl-C stops everything");
        Traffic gentle = new Traffic(stack.gateway(), 1);
        while (true) {
            stack.check();
            send(gentle, 1, 0);
            Thread.sleep(Duration.ofNanos((long) (1e9 / GENTLE_RATE)));
        }
    }
}
