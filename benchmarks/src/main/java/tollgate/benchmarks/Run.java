package tollgate.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ships one file by one sender to one fresh server, and measures it. */
final class Run {
    private static final long LOOK_EVERY_MILLIS = 50;
    /** So long nothing new may arrive before a sender that does not end by itself is given up. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Of what a sender said, where not all has arrived. */
    private static final int LAST_LINES = 10;

    private final Path log;
    private final long lines;
    private final Path work;
    private final PrintWriter progress;

    /** Measures senders of this file; what they leave lies in this folder until each has ended. */
    Run(Path log, long lines, Path work, PrintWriter progress) {
        this.log = log;
        this.lines = lines;
        this.work = work;
        this.progress = progress;
    }

    Measurement measure(Sender sender, TargetKind kind) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(work, sender.name() + "-");
        try (Target target = kind.start()) {
            if (!sender.makesItsIndex()) {
                target.prepare(sender.index());
            }
            URI server = sender.asksAtTheRoot() ? target.uriWithRoot() : target.uri();
            double serverBefore = ProcessUsage.cpuSeconds(target.pid());
            double childrenBefore = ProcessUsage.cpuSecondsOfEndedChildren();
            Path output = folder.resolve("output.txt");
            long start = System.nanoTime();
            Process process = sender.process(log, server, folder)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            Watch watch = new Watch(process, start);
            Thread end = new Thread(process::destroyForcibly, "end-of-" + sender.name());
            Runtime.getRuntime().addShutdownHook(end);
            try {
                watch.follow(sender, target);
            } finally {
                end(process);
                Runtime.getRuntime().removeShutdownHook(end);
            }
            if (sender.endsByItself() && process.exitValue() != 0) {
                throw new IOException(sender.name() + " failed with " + process.exitValue() + ": "
                        + Files.readString(output).strip());
            }
            long documents = target.documents(sender.index());
            if (documents != lines) {
                tell(sender, output);
            }
            return new Measurement(
                    sender.name(),
                    kind,
                    lines,
                    documents,
                    watch.seconds,
                    ProcessUsage.cpuSecondsOfEndedChildren() - childrenBefore,
                    watch.peakRssKilobytes,
                    ProcessUsage.cpuSeconds(target.pid()) - serverBefore);
        } finally {
            Folders.delete(folder);
        }
    }

    private void tell(Sender sender, Path output) throws IOException {
        List<String> said = Files.readAllLines(output);
        for (String line : said.subList(Math.max(0, said.size() - LAST_LINES), said.size())) {
            progress.printf("%s: %s%n", sender.name(), line);
        }
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            process.waitFor();
        }
    }

    /** Looks at a process, and at what arrives, until there is nothing more to wait for. */
    private final class Watch {
        private final Process process;
        private final long start;
        private double seconds;
        private long peakRssKilobytes;

        private Watch(Process process, long start) {
            this.process = process;
            this.start = start;
        }

        private void follow(Sender sender, Target target) throws IOException, InterruptedException {
            long arrived = 0;
            long changed = System.nanoTime();
            while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    peakRssKilobytes = Math.max(peakRssKilobytes, ProcessUsage.peakRssKilobytes(process.pid()));
                } catch (IOException e) {
                    continue; // it has ended between the two
                }
                if (sender.endsByItself()) {
                    continue;
                }
                long now = target.arrived(sender.index());
                if (now != arrived) {
                    arrived = now;
                    changed = System.nanoTime();
                }
                if (arrived >= lines || System.nanoTime() - changed > PATIENCE.toNanos()) {
                    seconds = (changed - start) / 1e9;
                    return;
                }
            }
            seconds = (System.nanoTime() - start) / 1e9;
        }
    }
}
