package tollgate.pager.receiver;

import tollgate.pager.page.Delivery;

/**
 * Reaches people. Safe for many threads; each call takes a thread until there is an outcome, half a minute at most. Whoever sends a
 * delivery again sends the same, with the same key and id, so that who can tell that it came twice is able to.
 */
@FunctionalInterface
public interface Receiver {
    /** Sends once. */
    Outcome send(Delivery delivery) throws InterruptedException;
}
