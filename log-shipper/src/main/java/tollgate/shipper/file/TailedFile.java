package tollgate.shipper.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A file that is being read. It is held open, so that it can be read to its end even when it is renamed or deleted meanwhile.
 */
public final class TailedFile implements Closeable {
    private static final int SAMPLE_BYTES = 4_096;

    private final String key;
    private final FileIdentity identity;
    private final FileChannel channel;
    private final long inDoubtBefore;
    private Path path;
    private long offset;

    TailedFile(Path path, String key, FileIdentity identity, FileChannel channel, long offset, long inDoubtBefore) {
        this.path = path;
        this.key = key;
        this.identity = identity;
        this.channel = channel;
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
        return channel.size();
    }

    /** Whether an earlier process may have sent what comes next. */
    public boolean isInDoubt() {
        return offset < inDoubtBefore;
    }

    /** Bytes that have not been read. */
    public long unread() throws IOException {
        return Math.max(0, channel.size() - offset);
    }

    /** Reads from the offset as much as there is and fits, without moving the offset. */
    public int read(ByteBuffer target) throws IOException {
        int total = 0;
        while (target.hasRemaining()) {
            int count = channel.read(target, offset + total);
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

    /** Whether it was emptied and perhaps written to again since it was opened. */
    boolean wasTruncated() throws IOException {
        return channel.size() < offset || (offset > 0 && !identity.equals(FileIdentity.of(channel, true)));
    }

    /** Whether another file holds the same bytes as far as both go; the ends of the common part tell. */
    boolean hasSameContentAs(FileChannel other) throws IOException {
        long common = Math.min(channel.size(), other.size());
        int sample = (int) Math.min(common, SAMPLE_BYTES);
        return sample(channel, 0, sample).equals(sample(other, 0, sample))
                && sample(channel, common - sample, sample).equals(sample(other, common - sample, sample));
    }

    private static ByteBuffer sample(FileChannel file, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) > 0) {}
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
