package tollgate.cli;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Tells people, on standard error, how far a long operation is. */
final class Progress {
    private static final int SECONDS_BETWEEN = 5;

    private final PrintWriter out;

    Progress(PrintWriter out) {
        this.out = out;
    }

    void say(String line) {
        out.println(line);
        out.flush();
    }

    /** Says a line every few seconds, unless it is the same as before, until closed. */
    Ticker every(Supplier<String> line) {
        return new Ticker(line);
    }

    final class Ticker implements AutoCloseable {
        private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("progress").factory());
        private String said = "";

        private Ticker(Supplier<String> line) {
            said = line.get();
            var _ = timer.scheduleAtFixedRate(
                    () -> {
                        String now = line.get();
                        if (!now.equals(said)) {
                            say(now);
                            said = now;
                        }
                    },
                    SECONDS_BETWEEN,
                    SECONDS_BETWEEN,
                    TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            timer.shutdownNow();
        }
    }
}
