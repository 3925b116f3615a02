package tollgate.requestlog;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Texts of plain lines: where they end, and the same string for the same bytes, as long as it remembers them. As {@link TextCache}
 * does for characters: it saves the copy and, further on, hashing it anew. Bounded; one thread at a time.
 */
final class PlainTexts {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    /** A power of two. */
    private static final int SLOTS = 1_024;

    private static final int SLOT_SHIFT = Long.SIZE - 10;
    /** Longer texts seldom repeat, and would be dear to compare. */
    private static final int MAX_BYTES = 64;

    private static final class Known {
        private final byte[] bytes;
        private final String text;

        Known(byte[] bytes) {
            this.bytes = bytes;
            this.text = new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private final @Nullable Known[] slots = new Known[SLOTS];

    /** The string of ASCII bytes. */
    String get(byte[] bytes, int offset, int length) {
        if (length > MAX_BYTES) {
            return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
        }
        int slot = (int) (hash(bytes, offset, length) >>> SLOT_SHIFT);
        Known known = slots[slot];
        if (known != null && Arrays.equals(known.bytes, 0, known.bytes.length, bytes, offset, offset + length)) {
            return known.text;
        }
        Known fresh = new Known(Arrays.copyOfRange(bytes, offset, offset + length));
        slots[slot] = fresh;
        return fresh.text;
    }

    /** Of the length, the first and the last eight bytes: what lies between seldom tells two texts apart. */
    private static long hash(byte[] bytes, int offset, int length) {
        if (length >= Long.BYTES) {
            long first = (long) EIGHT_BYTES.get(bytes, offset);
            long last = (long) EIGHT_BYTES.get(bytes, offset + length - Long.BYTES);
            return ((first * 31 ^ last) + length) * MIX;
        }
        long all = length;
        for (int i = offset; i < offset + length; i++) {
            all = all << Byte.SIZE ^ bytes[i];
        }
        return all * MIX;
    }

    /**
     * Where the first byte stands that is a quote, a backslash, a control character or no ASCII; the limit where there is none.
     * Eight bytes at a step: a byte's high bit is set where subtracting borrows from it. A borrow that goes on may mark a later byte
     * wrongly and never an earlier one, and only the first counts.
     */
    static int end(byte[] bytes, int from, int limit) {
        int i = from;
        for (; i <= limit - Long.BYTES; i += Long.BYTES) {
            long eight = (long) EIGHT_BYTES.get(bytes, i);
            long quote = eight ^ ONES * '"';
            long backslash = eight ^ ONES * '\\';
            long found =
                    ((quote - ONES & ~quote) | (backslash - ONES & ~backslash) | (eight - ONES * ' ' & ~eight) | eight)
                            & HIGH_BITS;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (i < limit && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        return i;
    }
}
