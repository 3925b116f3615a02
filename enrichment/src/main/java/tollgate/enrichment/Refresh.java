package tollgate.enrichment;

import java.util.List;

/**
 * What a refresh found.
 *
 * @param changed whether there is a new table
 * @param mistakes one line for a file that changed and cannot be used, told once per change of the file
 */
public record Refresh(boolean changed, List<String> mistakes) {
    /** Keeps a copy of the mistakes. */
    public Refresh {
        mistakes = List.copyOf(mistakes);
    }
}
