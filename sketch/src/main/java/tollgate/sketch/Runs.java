package tollgate.sketch;

/**
 * Reads the numbers of {@link SketchSnapshot#runs()} one by one, without an object for each: a checkpoint has some thousand
 * sketches.
 */
final class Runs {
    private final String text;
    private int at;

    Runs(String text) {
        this.text = text;
    }

    boolean hasNext() {
        return at < text.length();
    }

    long next() {
        int end = text.indexOf(' ', at);
        if (end < 0) {
            end = text.length();
        }
        try {
            long run = Long.parseLong(text, at, end, 10);
            at = end + 1;
            return run;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("run '" + text.substring(at, end) + "' is no whole number", e);
        }
    }
}
