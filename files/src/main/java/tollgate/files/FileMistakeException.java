package tollgate.files;

import java.io.Serial;

/** A file cannot be used. The message is one line: file, line where there is one, what is wrong, what to do. */
public final class FileMistakeException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** A mistake of the file as a whole. */
    public FileMistakeException(String file, String mistake) {
        super(file + ": " + oneLine(mistake));
    }

    /** A mistake in a line, of which the first is 1. */
    public FileMistakeException(String file, int line, String mistake) {
        super(file + ":" + line + ": " + oneLine(mistake));
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
