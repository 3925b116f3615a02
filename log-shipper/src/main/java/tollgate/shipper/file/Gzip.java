package tollgate.shipper.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The text of a gzip file from its start, of all its members. Its parent ends quietly where a member is followed by something
 * that is none; this one says so, since what follows may have been lines.
 */
final class Gzip extends GZIPInputStream {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int TRAILER_BYTES = 8;
    private static final byte[] MAGIC = {0x1f, (byte) 0x8b};

    private final Counted compressed;
    private long countAtFill;

    private Gzip(Counted compressed) throws IOException {
        super(compressed, BUFFER_BYTES);
        this.compressed = compressed;
    }

    /** Begins at the start of a file, which it neither closes nor shares. */
    static Gzip of(FileChannel channel) throws IOException {
        channel.position(0);
        return new Gzip(new Counted(Channels.newInputStream(channel)));
    }

    /** Whether a file begins as a gzip file does, as far as it goes. */
    static boolean isIn(FileChannel channel) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(MAGIC.length);
        while (start.hasRemaining() && channel.read(start, start.position()) > 0) {}
        start.flip();
        return start.hasRemaining() && start.equals(ByteBuffer.wrap(MAGIC, 0, start.limit()));
    }

    /** Bytes of the file so far: at the end, its size when the end was seen. */
    long compressedBytes() {
        return compressed.count;
    }

    @Override
    protected void fill() throws IOException {
        super.fill();
        countAtFill = compressed.count;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int count = super.read(target, from, length);
        // After the last member there are eight bytes, of which some may not have been in the buffer.
        if (count < 0 && inf.getRemaining() + compressed.count - countAtFill != TRAILER_BYTES) {
            throw new ZipException("something else follows a gzip member");
        }
        return count;
    }

    /** What has been read of a file; closing it leaves the file open. */
    private static final class Counted extends FilterInputStream {
        private long count;

        private Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int read = super.read(target, from, length);
            count += Math.max(0, read);
            return read;
        }

        @Override
        public void close() {}
    }
}
