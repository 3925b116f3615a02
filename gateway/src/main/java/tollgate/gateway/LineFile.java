package tollgate.gateway;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that lines are appended to. One thread at a time.
 *
 * <p>A file whose last line has no end, because a crash cut it, gets a line feed before the next line. After a failure the same
 * line has to be given again: the file is then opened anew, and the line goes on where the file ends, or starts again where it
 * is not the same file any more.
 */
final class LineFile implements Closeable {
    /** Opens a file for appending; a test opens one that fails. */
    interface Opener {
        WritableByteChannel open(Path file) throws IOException;
    }

    static final Opener APPENDING =
            file -> FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);

    private static final Logger LOG = LoggerFactory.getLogger(LineFile.class);
    private static final byte LINE_FEED = '\n';

    private final LogFolder folder;
    private final long rotationBytes;
    private final Opener opener;
    private WritableByteChannel channel;
    private @Nullable Object fileKey;
    private long size;
    private long rotateAbove;
    private boolean torn;
    private boolean failed;

    private LineFile(LogFolder folder, long rotationBytes, Opener opener) throws IOException {
        this.folder = folder;
        this.rotationBytes = rotationBytes;
        this.rotateAbove = rotationBytes;
        this.opener = opener;
        this.channel = opener.open(folder.active());
        lookAtFile();
    }

    static LineFile open(Path path, long rotationBytes, Opener opener, InstantSource clock) throws IOException {
        LogFolder folder = LogFolder.lock(path, clock);
        try {
            return new LineFile(folder, rotationBytes, opener);
        } catch (IOException e) {
            folder.close();
            throw e;
        }
    }

    /**
     * Writes what remains of a line.
     *
     * @throws IOException where a part of it still remains; its position tells which
     */
    void write(ByteBuffer line) throws IOException {
        if (failed) {
            resume(line);
        }
        failed = true;
        if (line.position() == 0 && size > 0 && size + line.remaining() > rotateAbove) {
            rotate();
        }
        if (torn) {
            writeAll(ByteBuffer.wrap(new byte[] {LINE_FEED}));
            torn = false;
        }
        writeAll(line);
        failed = false;
    }

    private void writeAll(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            size += channel.write(bytes);
        }
    }

    private void resume(ByteBuffer line) throws IOException {
        Object formerKey = fileKey;
        long formerSize = size;
        boolean begun = !torn;
        close(channel);
        channel = opener.open(folder.active());
        lookAtFile();
        long unreported = size - formerSize;
        if (!begun || !Objects.equals(fileKey, formerKey) || unreported < 0 || unreported > line.remaining()) {
            line.rewind();
        } else {
            line.position(line.position() + (int) unreported);
            torn &= line.position() == 0;
        }
    }

    private void lookAtFile() throws IOException {
        Path file = folder.active();
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        fileKey = attributes.fileKey();
        size = attributes.size();
        torn = size > 0 && lastByte(file, size) != LINE_FEED;
    }

    private static byte lastByte(Path file, long size) throws IOException {
        try (FileChannel reader = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            reader.read(last, size - 1);
            return last.get(0);
        }
    }

    private void rotate() throws IOException {
        try {
            folder.putActiveAside();
        } catch (IOException e) {
            rotateAbove = size + rotationBytes;
            LOG.warn("{} could not be renamed and grows on: {}", this, e.toString());
            return;
        }
        WritableByteChannel former = channel;
        channel = opener.open(folder.active());
        close(former);
        rotateAbove = rotationBytes;
        lookAtFile();
    }

    private static void close(WritableByteChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("A file of the request log did not close: {}", e.toString());
        }
    }

    @Override
    public void close() throws IOException {
        close(channel);
        folder.close();
    }

    @Override
    public String toString() {
        return folder.active().toString();
    }
}
