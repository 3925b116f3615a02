package tollgate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tollgate.kafka.local.LocalKafka;
import tollgate.requestlog.DataStream;
import tollgate.stream.topic.Topics;

/** Measures what happens to the lines of one broker, one step after the other. */
final class KafkaRun {
    private static final long LOOK_EVERY_MILLIS = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    /** Of each partition: ids and books. */
    private static final int STORES = 2;
    /** Written when an instance goes, and waited for. */
    private static final int LINES_MEANWHILE = 1_000;

    private final Path launcher;
    private final LocalKafka kafka;
    private final int partitions;
    private final int lines;
    private final Path folder;
    private int states;

    KafkaRun(Path launcher, LocalKafka kafka, int partitions, int lines, Path folder) {
        this.launcher = launcher;
        this.kafka = kafka;
        this.partitions = partitions;
        this.lines = lines;
        this.folder = folder;
    }

    /** What does something until it is done, and returns the seconds that it took; what comes after does not count. */
    private interface Work {
        double run() throws IOException, InterruptedException;
    }

    /** An instance that has nothing to do, so that its start can be taken off. */
    KafkaMeasurement start() throws IOException, InterruptedException {
        try (Target target = TargetKind.STUB.start()) {
            return measure("start of an instance", 1, 0, () -> {
                long start = System.nanoTime();
                try (KafkaInstance instance = ship(target, null, 0)) {
                    instance.awaitReady();
                    return secondsSince(start);
                }
            });
        }
    }

    KafkaMeasurement produce(Path log) throws IOException, InterruptedException {
        return measure("produce", 1, lines, () -> {
            long start = System.nanoTime();
            try (KafkaInstance producer = producer(log.toString(), "--exit-at-end")) {
                producer.awaitEnd();
            }
            return secondsSince(start);
        });
    }

    /** Reads the values and writes them to nowhere, a line each: what moving them costs. */
    KafkaMeasurement print() throws IOException, InterruptedException {
        return measure("consume and print", 1, lines, () -> {
            long start = System.nanoTime();
            Process printer = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            KafkaPrinter.class.getName(),
                            kafka.bootstrap(),
                            Topics.DEFAULT.requests(),
                            Integer.toString(lines))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (printer.waitFor() != 0) {
                throw new IOException("printing failed with " + printer.exitValue());
            }
            return secondsSince(start);
        });
    }

    KafkaMeasurement ship() throws IOException, InterruptedException {
        try (Target target = TargetKind.STUB.start()) {
            return measure("ship --kafka", partitions, lines, () -> {
                long start = System.nanoTime();
                List<KafkaInstance> instances = new ArrayList<>();
                try {
                    for (int i = 1; i <= partitions; i++) {
                        instances.add(ship(target, null, 0));
                    }
                    await(target, lines, instances.getFirst());
                    return secondsSince(start);
                } finally {
                    instances.forEach(KafkaInstance::terminate);
                    for (KafkaInstance each : instances) {
                        each.close();
                    }
                }
            });
        }
    }

    /** One instance without any state takes over what all had, and is ready when it has read it. */
    KafkaMeasurement restore() throws IOException, InterruptedException {
        try (Target target = TargetKind.STUB.start()) {
            return measure("restore of the state", 1, lines, () -> {
                long start = System.nanoTime();
                try (KafkaInstance instance = ship(target, null, 0)) {
                    instance.awaitReady();
                    return secondsSince(start);
                }
            });
        }
    }

    /**
     * Two instances share the work, and one is stopped.
     *
     * @param standby copies of the state
     * @param comesBack whether the instances have names and the stopped one is started again at once, or the
     *     other takes over
     * @return seconds from then until the lines that are written at that moment have arrived
     */
    double stopOfOneOfTwo(int standby, boolean comesBack) throws IOException, InterruptedException {
        Path input = Files.createTempDirectory(folder, "meanwhile-");
        try (Target target = TargetKind.STUB.start();
                KafkaInstance first = ship(target, comesBack ? "one" : null, standby);
                KafkaInstance second = ship(target, comesBack ? "two" : null, standby);
                KafkaInstance producer = producer(input + "/*.log")) {
            first.awaitReady();
            second.awaitReady();
            if (standby > 0) {
                first.awaitState(STORES * partitions);
                second.awaitState(STORES * partitions);
            }
            write(input, 1);
            await(target, LINES_MEANWHILE, second);
            int state = states - 1; // of the first of the two
            long start = System.nanoTime();
            first.terminate();
            write(input, 2);
            first.awaitEnd();
            if (comesBack) {
                try (KafkaInstance again = ship(target, "one", standby, state)) {
                    await(target, 2 * LINES_MEANWHILE, again);
                    return secondsSince(start);
                }
            }
            await(target, 2 * LINES_MEANWHILE, second);
            producer.requireAlive();
            return secondsSince(start);
        }
    }

    private void write(Path input, int number) throws IOException {
        Path unfinished = folder.resolve("unfinished");
        LineGenerator.write(unfinished, LINES_MEANWHILE, input.hashCode() * 31L + number);
        Files.move(unfinished, input.resolve(number + ".log"));
    }

    private static void await(Target target, long documents, KafkaInstance alive)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (target.arrived(DataStream.REQUEST.in(DataStream.DEFAULT_NAMESPACE)) < documents) {
            alive.requireAlive();
            if (System.nanoTime() > deadline) {
                throw new IOException("not all lines arrived");
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private KafkaInstance producer(String input, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                launcher.toString(),
                "produce",
                "--input",
                input,
                "--kafka",
                kafka.bootstrap(),
                "--kafka-partitions",
                Integer.toString(partitions),
                "--state",
                Files.createTempDirectory(folder, "producer-").toString()));
        command.addAll(List.of(more));
        return KafkaInstance.start(Files.createTempFile(folder, "produce-", ".txt"), command);
    }

    private KafkaInstance ship(Target target, @Nullable String name, int standby) throws IOException {
        return ship(target, name, standby, ++states);
    }

    private KafkaInstance ship(Target target, @Nullable String name, int standby, int state) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                launcher.toString(),
                "ship",
                "--kafka",
                kafka.bootstrap(),
                "--kafka-partitions",
                Integer.toString(partitions),
                "--elasticsearch",
                target.uri().toString(),
                "--host-metrics-seconds",
                "off",
                "--monitoring-port",
                "0",
                "--standby",
                Integer.toString(standby),
                "--state",
                folder.resolve("state-" + state).toString()));
        if (name != null) {
            command.addAll(List.of("--instance", name));
        }
        return KafkaInstance.start(Files.createTempFile(folder, "ship-", ".txt"), command);
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private KafkaMeasurement measure(String what, int processes, int count, Work work)
            throws IOException, InterruptedException {
        double brokerBefore = ProcessUsage.cpuSeconds(kafka.pid(1));
        double before = ProcessUsage.cpuSecondsOfEndedChildren();
        double seconds = work.run();
        return new KafkaMeasurement(
                what,
                partitions,
                processes,
                count,
                seconds,
                ProcessUsage.cpuSecondsOfEndedChildren() - before,
                ProcessUsage.cpuSeconds(kafka.pid(1)) - brokerBefore);
    }
}
