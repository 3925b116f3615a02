package tollgate.setup;

import java.util.Locale;

/** What became of an object, or would become of it. */
public enum Outcome {
    CREATED,
    UPDATED,
    UNCHANGED,
    /** Somebody changed it, and it stays as it is. */
    KEPT,
    REMOVED,
    /** It could not be done; the note says why and what to do. */
    FAILED;

    /** As it is printed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
