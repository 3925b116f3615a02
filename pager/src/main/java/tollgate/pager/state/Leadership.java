package tollgate.pager.state;

/** Which of several pagers pages. Safe for many threads. */
public interface Leadership {
    /** Whether this one does, as far as it can know without asking. */
    boolean leads();

    /**
     * Whether it may go on to send what was decided: while it leads, and after that as long as nobody else is known to.
     */
    default boolean mayDeliver() {
        return leads();
    }

    /**
     * Asks, and says that this one is alive; to be called every few seconds.
     *
     * @return whether there was anybody to ask
     * @throws java.io.IOException where nobody can be asked
     */
    boolean renew() throws java.io.IOException;

    /** Lets another one lead at once. */
    void release();

    /** Of a pager that is alone. */
    static Leadership alone() {
        return new Leadership() {
            @Override
            public boolean leads() {
                return true;
            }

            @Override
            public boolean renew() {
                return false;
            }

            @Override
            public void release() {}
        };
    }
}
