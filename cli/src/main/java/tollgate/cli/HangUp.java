package tollgate.cli;

import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/** What to do on SIGHUP, which would end the process otherwise. */
final class HangUp {
    private static final Logger LOG = LoggerFactory.getLogger(HangUp.class);

    /** @param reload may fail, which is logged; one at a time is run */
    static void calls(Runnable reload) {
        ReentrantLock one = new ReentrantLock();
        Signal.handle(new Signal("HUP"), signal -> {
            one.lock();
            try {
                reload.run();
            } catch (RuntimeException e) {
                LOG.error("Nothing was reloaded: {}", e.getMessage());
            } finally {
                one.unlock();
            }
        });
    }

    private HangUp() {}
}
