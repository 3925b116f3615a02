package tollgate.shipper.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The text of a log file, whether the file is compressed or not. Offsets count bytes of the text, so they stay right when the
 * file is compressed. It is held open, and can be read when the file is renamed or deleted. One thread at a time.
 */
public interface LogText extends Closeable {
    /**
     * Opens a file that nobody writes to any more. A compressed one is decompressed once to its end first.
     *
     * @throws IOException where it cannot be read; if it is damaged or cut, the message is one line that names it
     */
    static LogText open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        boolean taken = false;
        try {
            LogText text = Gzip.isIn(channel) ? new GzipText(channel, GzipCheck.toEnd(file)) : new PlainText(channel);
            taken = true;
            return text;
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    /** Bytes of text so far. */
    long size() throws IOException;

    /**
     * Reads into a buffer that has an array, from an offset on.
     *
     * @return how many bytes, which may be fewer than there are and fit; -1 where the text ends before
     */
    int read(ByteBuffer target, long offset) throws IOException;

    /** Whether a look at these bytes takes no longer than reading as many. */
    boolean isAtHand(long offset, int bytes);

    /** Whether nobody adds to it, so that its last line needs no line feed. */
    boolean isComplete();

    /** Whether the file was written to in a way that makes all that was read of it doubtful. */
    boolean hasChanged() throws IOException;
}
