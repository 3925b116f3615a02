package tollgate.files;

import java.util.Set;

/** A part of a YAML file that one module reads: some keys of its first level, and what stands below them. */
public interface FileSection<T> {
    /** The keys that are this section's own. */
    Set<String> keys();

    /**
     * Checks what the file says and understands it. None of the section's keys need be there; where there is no file at all, it
     * is given an empty one.
     *
     * @throws FileMistakeException for the first mistake
     */
    T read(YamlMap file);
}
