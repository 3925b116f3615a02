package tollgate.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What to do when the process is asked to end (Ctrl-C, SIGTERM) while something runs. The process then waits until that has
 * come to its end, for five seconds at most. Closed means ended: what is said or done afterwards is cut off by the end of the process,
 * so a command closes it last.
 */
final class Interruption implements AutoCloseable {
    private static final int MAX_WAIT_MILLIS = 4_800;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean called;

    private Interruption(Runnable stop) {
        hook = new Thread(
                () -> {
                    called = true;
                    stop.run();
                    try {
                        if (!ended.await(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                            System.err.println("tollgate: not everything ended in time; nothing is lost by that");
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "interruption");
    }

    static Interruption calls(Runnable stop) {
        Interruption interruption = new Interruption(stop);
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
