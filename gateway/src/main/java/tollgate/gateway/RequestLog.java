package tollgate.gateway;

import tollgate.requestlog.RequestRecord;

/**
 * Where request lines go. Any thread may append.
 *
 * <p>Appended = handed over + {@link #keptLines}: a line is never dropped while the log is open, never written twice, and never
 * mixed with another.
 */
public interface RequestLog extends AutoCloseable {
    /**
     * Hands the record's whole line to the operating system: when this returns, the end of this process cannot lose it.
     *
     * @throws RequestLogUnavailableException where that was not possible. An open log keeps the line in memory then, and writes
     *     it first as soon as it can; it must not be appended again.
     */
    void append(RequestRecord record) throws RequestLogUnavailableException;

    /** Whether a line could be handed over now. Where lines are kept, this tries to write them. */
    boolean isWritable();

    /** How many lines wait in memory. */
    int keptLines();

    @Override
    void close();
}
