package tollgate.shipper.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import tollgate.requestlog.LineReader;

/** Finds line feeds eight bytes at a step: a line is 600 bytes, and this is all that is done to each of them but parsing. */
public final class LineFeeds {
    /** Without a line feed in so many bytes a line is too long, whatever follows. It is taken for a line of its own, up to here. */
    public static final int LONGEST_PIECE = LineReader.MAX_LINE_BYTES + 1;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LINE_FEEDS = 0x0a0a0a0a0a0a0a0aL;
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    /** The place of the first line feed, or -1. */
    public static int next(byte[] bytes, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long difference = (long) EIGHT_BYTES.get(bytes, i) ^ LINE_FEEDS;
            long zeros = (difference - LOW_BITS) & ~difference & HIGH_BITS;
            if (zeros != 0) {
                return i + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
            }
        }
        for (; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private LineFeeds() {}
}
