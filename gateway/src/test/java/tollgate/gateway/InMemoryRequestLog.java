package tollgate.gateway;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import tollgate.requestlog.RequestRecord;

/** A request log for tests that look at records. It can be told to be full. */
final class InMemoryRequestLog implements RequestLog {
    private final List<RequestRecord> written = new ArrayList<>();
    private final Deque<RequestRecord> kept = new ArrayDeque<>();
    private boolean full;
    private boolean closed;

    synchronized void setFull(boolean full) {
        this.full = full;
    }

    synchronized List<RequestRecord> written() {
        return List.copyOf(written);
    }

    @Override
    public synchronized void append(RequestRecord record) throws RequestLogUnavailableException {
        if (closed) {
            throw new RequestLogUnavailableException("closed", null);
        }
        if (full) {
            kept.add(record);
            throw new RequestLogUnavailableException("full", null);
        }
        isWritable();
        written.add(record);
    }

    @Override
    public synchronized boolean isWritable() {
        if (full || closed) {
            return false;
        }
        written.addAll(kept);
        kept.clear();
        return true;
    }

    @Override
    public synchronized int keptLines() {
        return kept.size();
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
