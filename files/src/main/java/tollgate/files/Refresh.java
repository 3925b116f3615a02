package tollgate.files;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a look at files found.
 *
 * @param changed whether there is a new value
 * @param mistakes one line for each file that changed and cannot be used, told once per change of the file
 */
public record Refresh(boolean changed, List<String> mistakes) {
    /** Nothing has changed. */
    public static final Refresh NOTHING = new Refresh(false, List.of());

    /** Keeps a copy of the mistakes. */
    public Refresh {
        mistakes = List.copyOf(mistakes);
    }

    /** What two looks found together. */
    public Refresh plus(Refresh other) {
        return new Refresh(
                changed || other.changed,
                Stream.concat(mistakes.stream(), other.mistakes.stream()).toList());
    }
}
