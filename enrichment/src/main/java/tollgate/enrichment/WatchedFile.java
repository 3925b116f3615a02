package tollgate.enrichment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a file says, kept up to date on demand. A file that is gone or has a mistake changes nothing; the mistake is told once,
 * until the file changes again. A change is one of modification time, size or identity. One thread at a time.
 */
final class WatchedFile<T> {
    private final Path file;
    private final Function<Path, T> reader;
    private Fingerprint seen;
    private T value;

    /** @throws LookupException where it cannot be read: at the start there is nothing else to go by */
    WatchedFile(Path file, Function<Path, T> reader) {
        this.file = file;
        this.reader = reader;
        // Taken before the file is read: what is written meanwhile then shows as a change at the next look.
        this.seen = Fingerprint.of(file);
        this.value = reader.apply(file);
    }

    T value() {
        return value;
    }

    /**
     * Reads the file again where it has changed.
     *
     * @return whether it has
     * @throws LookupException where it has and cannot be used, once; the old value stays
     */
    boolean refresh() {
        Fingerprint now = Fingerprint.of(file);
        if (now.equals(seen)) {
            return false;
        }
        seen = now;
        value = reader.apply(file);
        return true;
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
