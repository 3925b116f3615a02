package tollgate.pager.receiver;

import java.nio.charset.StandardCharsets;

/** Texts within the lengths that receivers take. */
final class Texts {
    private static final String REST = "…";

    /** The first so many characters, none of them halved. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - REST.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + REST;
    }

    /** The first so many bytes of UTF-8, no character halved. */
    static String cutBytes(String text, int longest) {
        String cut = text;
        while (cut.getBytes(StandardCharsets.UTF_8).length > longest) {
            cut = cut(cut, Math.max(1, cut.length() - Math.max(1, cut.length() / 20)));
        }
        return cut;
    }

    private Texts() {}
}
