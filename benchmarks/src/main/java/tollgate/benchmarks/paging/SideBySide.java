package tollgate.benchmarks.paging;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tollgate.benchmarks.relay.VersionRelay;

/**
 * The command that lets Tollgate's pager and ElastAlert 2 watch over the same requests with the same rule, breaks models, kills both, and
 * counts what each has sent.
 */
@Command(
        name = "benchmarks/paging-elastalert",
        mixinStandardHelpOptions = true,
        description = "Tollgate's pager and ElastAlert 2 on the same incidents: delay, repetitions, what kill -9 does.")
final class SideBySide implements Callable<Integer> {
    /** Longer than the window that the rule looks at, so that it holds nothing but healthy requests. */
    private static final Duration HEALTHY = Duration.ofSeconds(150);
    /** Until everybody has said what there is to say of what has just begun or ended: the rule takes 90 seconds at most. */
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final double RATE = 2;

    /** Break within a minute, for the delay; the first one breaks again later. */
    private static final int INCIDENTS = 10;

    /** Its message is taken, and the watcher killed before it knows. */
    private static final int TAKEN = 10;
    /** Its message is not taken, and the watcher killed. */
    private static final int LOST = 11;
    /** Breaks and is well again while all watchers are dead. */
    private static final int UNSEEN = 12;
    /** Breaks while they are dead, and stays so. */
    private static final int STILL_BROKEN = 13;

    private static final int MODELS = 14;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--elastalert",
            required = true,
            paramLabel = "DIR",
            description = "Folder of ElastAlert's programs.")
    private Path programs = Path.of("");

    @Option(
            names = "--samples",
            required = true,
            paramLabel = "DIR",
            description = "Folder of its configuration and its rule.")
    private Path samples = Path.of("");

    @Option(
            names = "--work",
            defaultValue = "${sys:java.io.tmpdir}/tollgate-benchmarks/paging",
            paramLabel = "DIR",
            description = "Folder of everything. Default: ${DEFAULT-VALUE}")
    private Path work = Path.of("");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SideBySide()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter progress = spec.commandLine().getErr();
        try (ShippedModels shipped = ShippedModels.start(work, MODELS, RATE, 1, progress);
                VersionRelay relay = VersionRelay.start(
                        shipped.server().uri(), shipped.cluster().version());
                MessageServer receiver = new MessageServer()) {
            Watchers make = new Watchers(shipped.folder(), relay.uri(), receiver);
            try (Watcher tollgate = make.tollgate();
                    Watcher quiet = make.elastAlert(
                            programs, samples, "elastalert-quiet", "ElastAlert, realert 4 h", "{hours: 4}");
                    Watcher plain = make.elastAlert(programs, samples, "elastalert-plain", "ElastAlert, default", "")) {
                new Play(shipped.traffic(), receiver, List.of(tollgate, quiet, plain), progress).play();
            }
        }
        return 0;
    }

    /** One run of it. */
    private final class Play {
        private final FailingModels traffic;
        private final MessageServer receiver;
        private final List<Watcher> watchers;
        private final PrintWriter progress;
        private final List<List<String>> rows = new ArrayList<>();

        Play(FailingModels traffic, MessageServer receiver, List<Watcher> watchers, PrintWriter progress) {
            this.traffic = traffic;
            this.receiver = receiver;
            this.watchers = watchers;
            this.progress = progress;
        }

        void play() throws Exception {
            traffic.start();
            watchers.forEach(Watcher::start);
            pause("all models are well", HEALTHY);
            incidents();
            again();
            killed(TAKEN, true, "kill -9 after the receiver took it: messages");
            killed(LOST, false, "kill -9 before the receiver took it: messages after that");
            dead();
            print();
        }

        /** How soon, how often, and whether the end is told. */
        private void incidents() throws Exception {
            List<Integer> models = IntStream.range(0, INCIDENTS).boxed().toList();
            for (int model : models) {
                traffic.breakWithin(model, MINUTE);
            }
            pause(INCIDENTS + " models break within a minute", MINUTE.plus(SETTLED));
            row("seconds from the first failed request to the first message: least, median, most", watcher -> {
                List<Double> delays = models.stream()
                        .filter(model -> !begins(watcher, model).isEmpty())
                        .map(model -> seconds(model, begins(watcher, model).getFirst()))
                        .sorted()
                        .toList();
                return delays.isEmpty()
                        ? "-"
                        : "%.1f, %.1f, %.1f"
                                .formatted(delays.getFirst(), delays.get(delays.size() / 2), delays.getLast());
            });
            row(
                    "incidents told of " + INCIDENTS,
                    watcher -> Long.toString(models.stream()
                            .filter(model -> !begins(watcher, model).isEmpty())
                            .count()));
            row(
                    "messages about these within " + SETTLED.plus(MINUTE).toMinutes() + " minutes",
                    watcher -> Integer.toString(models.stream()
                            .mapToInt(model -> begins(watcher, model).size())
                            .sum()));
            models.forEach(traffic::heal);
            pause("they are well again", SETTLED);
            row(
                    "ends told of " + INCIDENTS,
                    watcher -> Long.toString(models.stream()
                            .filter(model -> receiver.of(watcher.path(), FailingModels.name(model)).stream()
                                    .anyMatch(Message::ends))
                            .count()));
        }

        private void again() throws Exception {
            Instant before = Instant.now();
            traffic.breakWithin(0, Duration.ZERO);
            pause("one of them breaks again", SETTLED);
            row("a second incident of the same model, minutes later", watcher -> told(since(watcher, 0, before)));
            traffic.heal(0);
        }

        private void killed(int model, boolean takes, String what) throws Exception {
            for (Watcher watcher : watchers) {
                receiver.trap(watcher.path(), FailingModels.name(model), takes, watcher::restart);
            }
            traffic.breakWithin(model, Duration.ZERO);
            pause(what, SETTLED);
            row(what, watcher -> {
                List<Message> taken =
                        begins(watcher, model).stream().filter(Message::taken).toList();
                return told(taken) + ids(taken);
            });
            traffic.heal(model);
        }

        private static String ids(List<Message> messages) {
            long ids = messages.stream()
                    .map(Message::id)
                    .filter(id -> !id.isEmpty())
                    .distinct()
                    .count();
            return messages.size() > 1 && ids == 1 ? ", with the same id" : "";
        }

        private void dead() throws Exception {
            watchers.forEach(Watcher::kill);
            pause("all watchers are dead", Duration.ofSeconds(20));
            traffic.breakWithin(UNSEEN, Duration.ZERO);
            pause("a model breaks", Duration.ofSeconds(90));
            traffic.heal(UNSEEN);
            pause("it is well again, and another breaks", Duration.ofSeconds(60));
            traffic.breakWithin(STILL_BROKEN, Duration.ZERO);
            pause("all watchers are still dead", Duration.ofSeconds(80));
            Instant started = Instant.now();
            watchers.forEach(Watcher::start);
            pause("they are started again", SETTLED);
            row("began and ended (90 s) while dead for 250 s", watcher -> told(begins(watcher, UNSEEN)));
            row("began while dead, and goes on: seconds from the start to the message", watcher -> {
                List<Message> messages = begins(watcher, STILL_BROKEN);
                return messages.isEmpty()
                        ? "nothing"
                        : "%.1f"
                                .formatted(Duration.between(
                                                        started,
                                                        messages.getFirst().at())
                                                .toMillis()
                                        / 1e3);
            });
        }

        private void pause(String what, Duration length) throws InterruptedException, IOException {
            progress.printf("%s: %s; %d s%n", Instant.now(), what, length.toSeconds());
            progress.flush();
            Thread.sleep(length);
        }

        private static String told(List<Message> messages) {
            return messages.isEmpty() ? "nothing" : messages.size() + " sent";
        }

        private List<Message> begins(Watcher watcher, int model) {
            return receiver.of(watcher.path(), FailingModels.name(model)).stream()
                    .filter(message -> !message.ends())
                    .toList();
        }

        private List<Message> since(Watcher watcher, int model, Instant moment) {
            return begins(watcher, model).stream()
                    .filter(message -> message.at().isAfter(moment))
                    .toList();
        }

        private double seconds(int model, Message message) {
            Instant failed = traffic.firstFailure(model);
            return failed == null
                    ? Double.NaN
                    : Duration.between(failed, message.at()).toMillis() / 1e3;
        }

        /** Whoever has ended by itself has not been measured. */
        private void row(String what, Function<Watcher, String> value) throws IOException {
            List<String> row = new ArrayList<>(List.of(what));
            for (Watcher watcher : watchers) {
                watcher.check();
                row.add(value.apply(watcher));
            }
            rows.add(row);
            progress.println(String.join(" | ", row));
            progress.flush();
        }

        private void print() {
            PrintWriter out = spec.commandLine().getOut();
            out.println("| | "
                    + String.join(" | ", watchers.stream().map(Watcher::title).toList()) + " |");
            out.println("|---".repeat(watchers.size() + 1) + "|");
            rows.forEach(row -> out.println("| " + String.join(" | ", row) + " |"));
            out.flush();
        }
    }
}
