package tollgate.access;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a caller shows: {@code tg_<id>_<secret>}. It never prints its secret. */
record PresentedToken(String id, String secret) {
    private static final String PREFIX = "tg_";
    private static final int SECRET_AT = PREFIX.length() + Secrets.ID_CHARS + 1;
    private static final int CHARS = SECRET_AT + Secrets.SECRET_CHARS;
    private static final Pattern FORM =
            Pattern.compile(PREFIX + "[0-9a-f]{" + Secrets.ID_CHARS + "}_[A-Za-z0-9_-]{" + Secrets.SECRET_CHARS + "}");

    /** Null where the text is no token. */
    static @Nullable PresentedToken parse(String text) {
        if (text.length() != CHARS || !FORM.matcher(text).matches()) {
            return null;
        }
        return new PresentedToken(text.substring(PREFIX.length(), SECRET_AT - 1), text.substring(SECRET_AT));
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
