package tollgate.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What to do when the process is asked to end (Ctrl-C, SIGTERM) while something runs. The process then waits until that has
 * come to its end, for five seconds unless told otherwise. Closed means ended: what is said or done afterwards is cut off by the
 * end of the process, so a command closes it last.
 */
final class Interruption implements AutoCloseable {
    private static final Duration USUAL_WAIT = Duration.ofMillis(4_800);

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean called;

    private Interruption(Runnable stop, Duration longest) {
        hook = new Thread(
                () -> {
                    called = true;
                    stop.run();
                    try {
                        if (!ended.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                            System.err.println("tollgate: not everything ended in time; nothing is lost by that");
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "interruption");
    }

    static Interruption calls(Runnable stop) {
        return calls(stop, USUAL_WAIT);
    }

    /** @param longest that the end of the process waits */
    static Interruption calls(Runnable stop, Duration longest) {
        Interruption interruption = new Interruption(stop, longest);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    @Override
    public void close() {
        ended.countDown();
        if (called) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            called = true; // the process began to end this very moment
        }
    }
}
