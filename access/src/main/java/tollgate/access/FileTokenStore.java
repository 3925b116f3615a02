package tollgate.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Tokens in a JSON file that only its owner can read, replaced by an atomic rename. Beside it stands a lock, so that several
 * processes can change it one after the other. A file that is not there holds no tokens.
 */
public final class FileTokenStore implements TokenStore {
    private final Path file;
    private final TokenFormat format = new TokenFormat();
    private @Nullable Look last;

    /** What was found, and by what it is known that it is still there: each change makes another file. */
    private record Look(@Nullable Object key, FileTime modified, long size, Tokens tokens) {
        boolean isOf(BasicFileAttributes file) {
            return Objects.equals(key, file.fileKey())
                    && modified.equals(file.lastModifiedTime())
                    && size == file.size();
        }
    }

    /** Nothing is read or made yet. */
    public FileTokenStore(Path file) {
        this.file = file;
    }

    @Override
    public synchronized Tokens read() throws IOException {
        try {
            // Taken first: what is stored meanwhile then shows at the next look.
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            if (last == null || !last.isOf(now)) {
                Tokens tokens = format.read(file.toString(), Files.readAllBytes(file));
                last = new Look(now.fileKey(), now.lastModifiedTime(), now.size(), tokens);
            }
            return last.tokens();
        } catch (NoSuchFileException e) {
            return Tokens.NONE;
        }
    }

    @Override
    public Tokens update(UnaryOperator<Tokens> change) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (FileMutex alone = FileMutex.acquire(file.resolveSibling(file.getFileName() + ".lock"))) {
            Tokens changed = change.apply(read());
            OwnerOnly.replace(file, format.write(changed));
            return changed;
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
