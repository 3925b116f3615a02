package tollgate.pager.receiver;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Texts within the lengths that receivers take, and without what they would act on instead of showing it. */
final class Texts {
    /** What still fits above a message in a chat. */
    static final int LONGEST_TITLE = 250;

    private static final String REST = "…";
    private static final int REST_BYTES = 3;

    /** Line ends and other control characters, halves of characters, and what turns the direction of writing around. */
    private static final Pattern UNSEEN = Pattern.compile(
            "[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\x{61C}\\x{200E}\\x{200F}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]+");

    /**
     * One line that shows all that it has. Names of models come from outside: a line end in one could forge a page, an escape sequence
     * what stands on a terminal.
     */
    static String plain(String text) {
        return UNSEEN.matcher(text).replaceAll(" ");
    }

    /** The first so many characters, none of them halved. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - REST.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + REST;
    }

    /** The first so many bytes of UTF-8, no character halved; at least four. */
    static String cutBytes(String text, int longest) {
        if (bytes(text) <= longest) {
            return text;
        }
        int end = 0;
        int left = longest - REST_BYTES;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            left -= bytes(Character.toString(character));
            if (left < 0) {
                break;
            }
            end += Character.charCount(character);
        }
        return text.substring(0, end) + REST;
    }

    /** Its length in UTF-8. */
    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private Texts() {}
}
