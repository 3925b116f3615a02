package tollgate.pricing;

import java.util.Comparator;
import java.util.Locale;

/**
 * Names of models: a name, or a glob in which {@code *} stands for any characters and {@code ?} for one. Case does not
 * matter.
 *
 * @param text in lower case
 * @param glob false where {@code *} and {@code ?} are plain characters
 */
record ModelPattern(String text, boolean glob) {

    /**
     * The more specific first: names before globs, then by characters that are no wildcards, then by fewer wildcards.
     */
    static final Comparator<ModelPattern> MOST_SPECIFIC = Comparator.comparing((ModelPattern p) -> p.glob)
            .thenComparingInt(p -> -p.literals())
            .thenComparingInt(ModelPattern::wildcards);

    static ModelPattern ofGlob(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return new ModelPattern(lower, lower.indexOf('*') >= 0 || lower.indexOf('?') >= 0);
    }

    static ModelPattern ofName(String text) {
        return new ModelPattern(text.toLowerCase(Locale.ROOT), false);
    }

    /** @param model in lower case */
    boolean matches(String model) {
        return glob ? matchesGlob(model) : text.equals(model);
    }

    private int wildcards() {
        return glob ? (int) text.chars().filter(c -> c == '*' || c == '?').count() : 0;
    }

    private int literals() {
        return text.length() - wildcards();
    }

    /** Linear in practice: after a mismatch only the last star takes one character more, never an earlier one. */
    private boolean matchesGlob(String model) {
        int t = 0;
        int m = 0;
        int star = -1;
        int starTook = 0;
        while (m < model.length()) {
            if (t < text.length() && text.charAt(t) == '*') {
                star = t++;
                starTook = m;
            } else if (t < text.length() && (text.charAt(t) == '?' || text.charAt(t) == model.charAt(m))) {
                t++;
                m++;
            } else if (star >= 0) {
                t = star + 1;
                m = ++starTook;
            } else {
                return false;
            }
        }
        while (t < text.length() && text.charAt(t) == '*') {
            t++;
        }
        return t == text.length();
    }
}
