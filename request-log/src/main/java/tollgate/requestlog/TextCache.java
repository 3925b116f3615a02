package tollgate.requestlog;

import org.jspecify.annotations.Nullable;

/**
 * Gives back the same string for the same characters, as long as it remembers them: a log names a few models and tenants a million
 * times. Saves the copy and, further on, hashing it anew. Bounded; one thread at a time.
 */
final class TextCache {
    /** A power of two. */
    private static final int SLOTS = 1_024;

    /** Longer texts seldom repeat, and would be dear to compare. */
    private static final int MAX_CHARS = 64;

    private final @Nullable String[] slots = new String[SLOTS];

    String get(char[] text, int offset, int length) {
        if (length > MAX_CHARS) {
            return new String(text, offset, length);
        }
        int hash = length;
        for (int i = offset; i < offset + length; i++) {
            hash = hash * 31 + text[i];
        }
        int slot = (hash ^ hash >>> 15) & SLOTS - 1;
        String known = slots[slot];
        if (known != null && isSame(known, text, offset, length)) {
            return known;
        }
        String fresh = new String(text, offset, length);
        slots[slot] = fresh;
        return fresh;
    }

    private static boolean isSame(String known, char[] text, int offset, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != text[offset + i]) {
                return false;
            }
        }
        return true;
    }
}
