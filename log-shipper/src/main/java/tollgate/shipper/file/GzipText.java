package tollgate.shipper.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * The text of a gzip file that was found to be whole. It is decompressed straight into the buffer of whoever wants it. Going
 * back to the start of the last line costs nothing; going back further means to begin at the start of the file, and going ahead
 * to decompress what is between.
 */
final class GzipText implements LogText {
    private static final int SCRATCH_BYTES = 1 << 16;

    private final FileChannel channel;
    private final GzipFacts facts;
    private @Nullable Gzip gzip;
    private long position;
    private byte[] kept = new byte[0];
    private int keptBytes;

    GzipText(FileChannel channel, GzipFacts facts) {
        this.channel = channel;
        this.facts = facts;
    }

    @Override
    public long size() {
        return facts.textBytes();
    }

    @Override
    public int read(ByteBuffer target, long offset) throws IOException {
        if (offset >= facts.textBytes()) {
            return -1;
        }
        int wanted = (int) Math.min(target.remaining(), facts.textBytes() - offset);
        if (facts.holds(offset, wanted)) {
            facts.copy(offset, wanted, target);
            if (offset <= position && offset + wanted == facts.textBytes()) { // whoever reads on has come to the end
                closeGzip();
            }
            return wanted;
        }
        long keptFrom = position - keptBytes;
        if (offset >= keptFrom && offset < position) {
            int from = (int) (offset - keptFrom);
            int count = Math.min(wanted, keptBytes - from);
            target.put(kept, from, count);
            return count;
        }
        Gzip text = at(offset);
        int count = text.read(target.array(), target.arrayOffset() + target.position(), wanted);
        if (count < 0) {
            throw changed();
        }
        keepLastLine(target.array(), target.arrayOffset() + target.position(), count);
        position += count;
        target.position(target.position() + count);
        return count;
    }

    private Gzip at(long offset) throws IOException {
        Gzip text = gzip;
        if (text == null || offset < position) {
            closeGzip();
            text = Gzip.of(channel);
            gzip = text;
            position = 0;
            keptBytes = 0;
        }
        if (position < offset) {
            skip(text, offset);
        }
        return text;
    }

    private void skip(Gzip text, long offset) throws IOException {
        byte[] scratch = new byte[SCRATCH_BYTES];
        keptBytes = 0;
        while (position < offset) {
            int count = text.read(scratch, 0, (int) Math.min(scratch.length, offset - position));
            if (count < 0) {
                throw changed();
            }
            position += count;
        }
    }

    /** Keeps what has been read since the last line feed, as far as a reader who takes whole lines may come back for it. */
    private void keepLastLine(byte[] bytes, int from, int count) {
        int line = from + count;
        while (line > from && bytes[line - 1] != '\n') {
            line--;
        }
        int added = Math.min(from + count - line, LineFeeds.LONGEST_PIECE);
        int before = line == from ? Math.min(keptBytes, LineFeeds.LONGEST_PIECE - added) : 0;
        byte[] target = before + added > kept.length ? new byte[before + added] : kept;
        System.arraycopy(kept, keptBytes - before, target, 0, before);
        System.arraycopy(bytes, from + count - added, target, before, added);
        kept = target;
        keptBytes = before + added;
    }

    @Override
    public boolean isAtHand(long offset, int bytes) {
        return facts.holds(offset, bytes);
    }

    @Override
    public boolean isComplete() {
        return true;
    }

    @Override
    public boolean hasChanged() throws IOException {
        return channel.size() != facts.fileBytes();
    }

    private static EOFException changed() {
        return new EOFException("a compressed file was changed while it was read");
    }

    private void closeGzip() throws IOException {
        if (gzip != null) {
            gzip.close();
            gzip = null;
        }
    }

    @Override
    public void close() throws IOException {
        closeGzip();
        channel.close();
    }
}
