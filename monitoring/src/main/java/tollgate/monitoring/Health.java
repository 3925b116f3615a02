package tollgate.monitoring;

/** How a process fares. Asked by threads of the server. */
public interface Health {
    /** Before the work has begun: it will, once all that it waits for is there. */
    Health STARTING = new Health() {
        @Override
        public boolean isAlive() {
            return true;
        }

        @Override
        public boolean isReady() {
            return false;
        }
    };

    /** False where only a new start helps. */
    boolean isAlive();

    /** Whether it is at work. */
    boolean isReady();

    /** Brings figures up to date that somebody else must be asked for; called before they are read. May take seconds. */
    default void refresh() {}
}
