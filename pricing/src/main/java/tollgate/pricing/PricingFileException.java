package tollgate.pricing;

/**
 * A price book or a table of exchange rates cannot be used. The message is one line: file, line, what is wrong, what to
 * do.
 */
public final class PricingFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PricingFileException(String file, String mistake) {
        super(file + ": " + oneLine(mistake));
    }

    PricingFileException(String file, int line, String mistake) {
        super(file + ":" + line + ": " + oneLine(mistake));
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
