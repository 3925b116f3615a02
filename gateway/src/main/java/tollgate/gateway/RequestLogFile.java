package tollgate.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.requestlog.LineWriter;
import tollgate.requestlog.RequestRecord;

/**
 * The request log as a file, {@code requests.log}, that is only ever appended to. Before it outgrows its limit it is renamed to
 * {@code requests-<UTC time>-<n>.log}, so that {@code requests*.log} finds every line.
 *
 * <p>Each line goes out by write(2) before {@link #append} returns, and is in order of these calls. What a full disk takes only
 * a part of is completed before anything else is written, so that no line is torn. Lines are not synced to the disk: the end of
 * this process loses none, the end of the machine may lose the last ones.
 */
public final class RequestLogFile implements RequestLog {
    private static final Logger LOG = LoggerFactory.getLogger(RequestLogFile.class);

    private final LineWriter lines = new LineWriter();
    private final LineBuffer buffer = new LineBuffer();
    private final Deque<ByteBuffer> kept = new ArrayDeque<>();
    private final LineFile file;
    private volatile int keptLines;
    private volatile boolean closed;

    RequestLogFile(LineFile file) {
        this.file = file;
    }

    /**
     * Opens the log in a folder, which is made where it is missing. Only one log at a time can be open in a folder.
     *
     * @param rotationBytes a file that would grow above it is renamed first
     * @throws IOException where the folder cannot be written, or another process has its log in there
     */
    public static RequestLogFile open(Path folder, long rotationBytes) throws IOException {
        return new RequestLogFile(LineFile.open(folder, rotationBytes, LineFile.APPENDING, InstantSource.system()));
    }

    @Override
    public void append(RequestRecord record) throws RequestLogUnavailableException {
        // An interrupt that is pending would close the channel in the middle of a line.
        boolean interrupted = Thread.interrupted();
        try {
            appendUninterrupted(record);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void appendUninterrupted(RequestRecord record) throws RequestLogUnavailableException {
        if (closed) {
            throw new RequestLogUnavailableException("the request log is closed", null);
        }
        ByteBuffer line = encoded(record);
        try {
            writeKept();
            file.write(line);
        } catch (IOException e) {
            keep(line, e);
            throw new RequestLogUnavailableException("the request log cannot be written", e);
        }
    }

    private ByteBuffer encoded(RequestRecord record) {
        buffer.reset();
        lines.write(record, buffer);
        return buffer.content();
    }

    private void keep(ByteBuffer line, IOException cause) {
        if (kept.isEmpty()) {
            LOG.error(
                    "The request log {} cannot be written, and new requests are refused until it can ({}): free space on its"
                            + " disk, or let the gateway's user write there; it goes on by itself, and no line is lost",
                    file,
                    cause.toString());
        }
        ByteBuffer copy = ByteBuffer.allocate(line.limit())
                .put(line.duplicate().rewind())
                .flip()
                .position(line.position());
        kept.addLast(copy);
        keptLines = kept.size();
    }

    private void writeKept() throws IOException {
        if (kept.isEmpty()) {
            return;
        }
        for (ByteBuffer line = kept.peekFirst(); line != null; line = kept.peekFirst()) {
            file.write(line);
            kept.removeFirst();
            keptLines = kept.size();
        }
        LOG.info("The request log {} can be written again; no line was lost", file);
    }

    @Override
    public boolean isWritable() {
        return !closed && (keptLines == 0 || isWritableAgain());
    }

    private synchronized boolean isWritableAgain() {
        try {
            writeKept();
            return !closed;
        } catch (IOException e) { // said when the first line was kept
            return false;
        }
    }

    @Override
    public int keptLines() {
        return keptLines;
    }

    /** Writes the lines that are kept. Those that still find no room go to the application log, as a last resort. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        isWritableAgain();
        closed = true;
        for (ByteBuffer line : kept) {
            LOG.error(
                    "Not in the request log {}, which cannot be written: {}",
                    file,
                    StandardCharsets.UTF_8
                            .decode(line.duplicate().rewind())
                            .toString()
                            .stripTrailing());
        }
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("The request log {} did not close: {}", file, e.toString());
        }
    }

    /** Gives its bytes away without a copy. */
    private static final class LineBuffer extends ByteArrayOutputStream {
        ByteBuffer content() {
            return ByteBuffer.wrap(buf, 0, count);
        }
    }
}
