package tollgate.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Files that tokens are put into for the one who uses them: the text alone, replaced by a rename, for its owner alone. */
final class SecretFiles {
    private static final int MAX_BYTES = 256;

    /** A file that was found fit to be written. */
    record Prepared(Path file) {
        void put(String text) throws IOException {
            OwnerOnly.replace(file, (text + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Makes sure that a file can be written here, before anything depends on it. */
    static Prepared prepare(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path trial = file.resolveSibling(file.getFileName() + ".trial");
        OwnerOnly.replace(trial, new byte[0]);
        Files.delete(trial);
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder");
        }
        return new Prepared(file);
    }

    /** Whether the file holds the newest secret of the token. */
    static boolean holds(Path file, Token token) {
        String text = read(file);
        PresentedToken found = text == null ? null : PresentedToken.parse(text.strip());
        return found != null && found.id().equals(token.id()) && token.newest().matches(found.secret());
    }

    private static @Nullable String read(Path file) {
        try {
            return Files.size(file) > MAX_BYTES ? null : Files.readString(file);
        } catch (IOException e) { // not there, or no text: it does not hold it
            return null;
        }
    }

    private SecretFiles() {}
}
