package tollgate.reprice;

import java.time.Duration;

/** Waits. */
interface Pause {
    void of(Duration duration) throws InterruptedException;
}
