package tollgate.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a file says. A file that is gone or has a mistake changes nothing: what it said before stays in force, and the mistake
 * is told once, until the file changes again. A change is one of modification time, size or identity (another file of the same
 * name).
 */
public final class WatchedFile<T> implements Watched<T> {
    private final Path file;
    private final Function<Path, T> reader;
    private Fingerprint seen;
    private T value;

    /**
     * Reads the file.
     *
     * @param reader throws {@link FileMistakeException} where the file cannot be used
     * @throws FileMistakeException where it does: at the start there is nothing else to go by
     */
    public WatchedFile(Path file, Function<Path, T> reader) {
        this.file = file;
        this.reader = reader;
        // Taken before the file is read: what is written meanwhile then shows as a change at the next look.
        this.seen = Fingerprint.of(file);
        this.value = reader.apply(file);
    }

    @Override
    public T value() {
        return value;
    }

    @Override
    public Refresh refresh() {
        Fingerprint now = Fingerprint.of(file);
        if (now.equals(seen)) {
            return Refresh.NOTHING;
        }
        seen = now;
        try {
            value = reader.apply(file);
            return new Refresh(true, List.of());
        } catch (FileMistakeException e) {
            return new Refresh(false, List.of(e.getMessage() + "; the version before stays in force"));
        }
    }

    private record Fingerprint(
            @Nullable FileTime modified,
            long size,
            @Nullable Object identity) {
        static Fingerprint of(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new Fingerprint(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
            } catch (IOException e) {
                return new Fingerprint(null, 0, null);
            }
        }
    }
}
