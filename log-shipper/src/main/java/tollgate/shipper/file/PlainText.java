package tollgate.shipper.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A file that is not compressed, read straight into the buffer of whoever wants it. */
final class PlainText implements LogText {
    private final FileChannel channel;

    PlainText(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public int read(ByteBuffer target, long offset) throws IOException {
        return channel.read(target, offset);
    }

    @Override
    public boolean isAtHand(long offset, int bytes) {
        return true;
    }

    @Override
    public boolean isComplete() {
        return false;
    }

    /** Lines are added to it, and whether it was emptied tell its size and its first line. */
    @Override
    public boolean hasChanged() {
        return false;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
