package tollgate.shipper.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A file that is being read. It is held open, so that it can be read to its end even when it is renamed or deleted meanwhile.
 */
public final class TailedFile implements Closeable {
    private static final int SAMPLE_BYTES = 4_096;

    private final String key;
    private final FileIdentity identity;
    private final LogText text;
    private final long inDoubtBefore;
    private Path path;
    private long offset;

    TailedFile(Path path, String key, FileIdentity identity, LogText text, long offset, long inDoubtBefore) {
        this.path = path;
        this.key = key;
        this.identity = identity;
        this.text = text;
        this.offset = offset;
        this.inDoubtBefore = inDoubtBefore;
    }

    public Path path() {
        return path;
    }

    public FileIdentity identity() {
        return identity;
    }

    /** Where the next read begins; a line begins there. */
    public long offset() {
        return offset;
    }

    long size() throws IOException {
        return text.size();
    }

    /** Whether an earlier process may have sent what comes next. */
    public boolean isInDoubt() {
        return offset < inDoubtBefore;
    }

    /** Bytes that have not been read. */
    public long unread() throws IOException {
        return Math.max(0, text.size() - offset);
    }

    /** Reads from the offset as much as there is and fits, without moving the offset. */
    public int read(ByteBuffer target) throws IOException {
        int total = 0;
        while (target.hasRemaining()) {
            int count = text.read(target, offset + total);
            if (count <= 0) {
                break;
            }
            total += count;
        }
        return total;
    }

    /** Moves on over whole lines that were taken over. */
    public void advance(int bytes) {
        offset += bytes;
    }

    public FilePosition position() {
        return new FilePosition(path.toString(), key, identity, offset, inDoubtBefore);
    }

    String key() {
        return key;
    }

    void movedTo(Path newPath) {
        path = newPath;
    }

    /** Whether nobody adds to it, so that its last line needs no line feed. */
    public boolean isComplete() {
        return text.isComplete();
    }

    /** Whether it was emptied, and perhaps written to again, since it was opened. */
    boolean wasTruncated() throws IOException {
        return text.hasChanged()
                || text.size() < offset
                || (offset > 0 && !identity.equals(FileIdentity.of(text, true)));
    }

    /**
     * Whether another file holds the same text as far as both go; the ends of the common part tell, or its start alone where the
     * other end would have to be decompressed at each look.
     */
    boolean hasSameContentAs(LogText other) throws IOException {
        long common = Math.min(text.size(), other.size());
        int sample = (int) Math.min(common, SAMPLE_BYTES);
        long last = common - sample;
        return sample(text, 0, sample).equals(sample(other, 0, sample))
                && (!text.isAtHand(last, sample)
                        || !other.isAtHand(last, sample)
                        || sample(text, last, sample).equals(sample(other, last, sample)));
    }

    private static ByteBuffer sample(LogText file, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) > 0) {}
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
