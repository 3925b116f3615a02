package tollgate.enrichment;

import java.io.Serial;
import java.nio.file.Path;

/** A table of keys cannot be used. The message is one line: file, line, what is wrong, what to do. */
public final class LookupException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    LookupException(Path file, String mistake) {
        super(file + ": " + mistake);
    }

    LookupException(Path file, int line, String mistake) {
        super(file + ":" + line + ": " + mistake);
    }
}
