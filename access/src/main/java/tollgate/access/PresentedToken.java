package tollgate.access;

import org.jspecify.annotations.Nullable;

/** What a caller shows: {@code tg_<id>_<secret>}. It never prints its secret. */
record PresentedToken(String id, String secret) {
    private static final String PREFIX = "tg_";
    private static final int SECRET_AT = PREFIX.length() + Secrets.ID_CHARS + 1;
    private static final int CHARS = SECRET_AT + Secrets.SECRET_CHARS;

    /** Null where the text is no token. */
    static @Nullable PresentedToken parse(String text) {
        boolean formed = text.length() == CHARS && text.startsWith(PREFIX) && text.charAt(SECRET_AT - 1) == '_';
        for (int i = PREFIX.length(); formed && i < CHARS; i++) {
            formed = i < SECRET_AT - 1 ? isHexadecimal(text.charAt(i)) : isBase64Url(text.charAt(i));
        }
        return formed
                ? new PresentedToken(text.substring(PREFIX.length(), SECRET_AT - 1), text.substring(SECRET_AT))
                : null;
    }

    private static boolean isHexadecimal(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f');
    }

    private static boolean isBase64Url(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
    }

    /** One of ASCII's: Character's own method takes those of all scripts. */
    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The whole token: for the one who is to have it, once. */
    String text() {
        return PREFIX + id + "_" + secret;
    }

    @Override
    public String toString() {
        return PREFIX + id + "_(secret)";
    }
}
