package tollgate.gateway;

import org.jspecify.annotations.Nullable;

/** Makes texts of others fit for a log line. */
final class Words {
    /** Names that are longer are refused where the caller can be told, and cut where not. */
    static final int MAX_CHARS = 256;

    private static final int MAX_CODE_CHARS = 64;

    /** The text where it is a short code such as {@code insufficient_quota}; null where it could be a sentence. */
    static @Nullable String code(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > MAX_CODE_CHARS) {
            return null;
        }
        return text.chars().allMatch(Words::isCodeCharacter) ? text : null;
    }

    private static boolean isCodeCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "_-.".indexOf(c) >= 0;
    }

    static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS);
    }

    /** At most {@link #MAX_CHARS} characters without line breaks, for a message. */
    static String oneLine(String text) {
        String start = text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS) + "…";
        return start.replaceAll("\\R", " ");
    }

    private Words() {}
}
