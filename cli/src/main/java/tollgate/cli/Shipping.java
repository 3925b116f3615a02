package tollgate.cli;

/** What brings the local stack's request log into Elasticsearch. */
interface Shipping extends AutoCloseable {
    /** Fails if it has ended, which it does not do by itself. */
    void check() throws CommandFailedException, InterruptedException;

    /** Hands on what it has, and ends. */
    @Override
    void close();
}
