package tollgate.shipper.file;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Decompresses a gzip file to its end, some of it at a time, and keeps nothing but the size of its text and its two ends. Only
 * then its checksums are known to be right, and nothing is read of a file whose checksums are not: a number in a line may be what
 * was damaged.
 */
final class GzipCheck implements Closeable {
    private static final int SCRATCH_BYTES = 1 << 16;
    private static final int ALL = Integer.MAX_VALUE;

    private final FileChannel channel;
    private final ByteBuffer head = ByteBuffer.allocate(FileIdentity.MAX_BYTES);
    private final byte[] end = new byte[FileIdentity.MAX_BYTES];
    private final byte[] scratch = new byte[SCRATCH_BYTES];
    private @Nullable Gzip gzip;
    private long textBytes;

    private GzipCheck(FileChannel channel) {
        this.channel = channel;
    }

    static GzipCheck of(Path file) throws IOException {
        return new GzipCheck(FileChannel.open(file, StandardOpenOption.READ));
    }

    /**
     * Checks all of a file at once.
     *
     * @throws IOException where it is damaged or cut; the message is one line that names it
     */
    static GzipFacts toEnd(Path file) throws IOException {
        try (GzipCheck check = of(file)) {
            GzipFacts facts = null;
            while (facts == null) {
                facts = check.advance(ALL);
            }
            return facts;
        } catch (ZipException e) {
            throw new IOException(file + " is damaged (" + e.getMessage() + "): restore it or move it away", e);
        } catch (EOFException e) {
            throw new IOException(file + " is compressed and ends too early: wait until it is whole", e);
        }
    }

    /**
     * Goes on by about so many bytes of text.
     *
     * @return what is known of it at its end, or null before
     * @throws ZipException where it is damaged
     * @throws EOFException where it is cut
     */
    @Nullable
    GzipFacts advance(long bytes) throws IOException {
        Gzip text = gzip == null ? Gzip.of(channel) : gzip;
        gzip = text;
        for (long done = 0; done < bytes; ) {
            int count = text.read(scratch, 0, scratch.length);
            if (count < 0) {
                return facts(text.compressedBytes());
            }
            take(count);
            done += count;
        }
        return null;
    }

    /** Bytes of text so far. */
    long textBytes() {
        return textBytes;
    }

    private void take(int count) {
        head.put(scratch, 0, Math.min(count, head.remaining()));
        int kept = Math.min(count, end.length);
        System.arraycopy(end, kept, end, 0, end.length - kept);
        System.arraycopy(scratch, count - kept, end, end.length - kept, kept);
        textBytes += count;
    }

    private GzipFacts facts(long fileBytes) {
        int kept = (int) Math.min(textBytes, end.length);
        return new GzipFacts(
                fileBytes,
                textBytes,
                head.flip(),
                ByteBuffer.wrap(end, end.length - kept, kept).slice());
    }

    @Override
    public void close() throws IOException {
        if (gzip != null) {
            gzip.close();
        }
        channel.close();
    }
}
