package tollgate.elasticsearch.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Folders and files with permissions of their own, whatever the umask. */
final class Folders {
    private Folders() {}

    /** Creates a folder and those above it; the new ones can be read by every user. */
    static void create(@Nullable Path folder) throws IOException {
        if (folder == null || Files.isDirectory(folder)) {
            return;
        }
        create(folder.toAbsolutePath().getParent());
        Files.createDirectories(folder);
        makeExecutable(folder);
    }

    /** Creates a folder, and those above it; where it is new, no other user can enter it. */
    static void createPrivate(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            create(folder);
            permit(folder, "rwx------");
        }
    }

    static void makeReadable(Path file) throws IOException {
        permit(file, "rw-r--r--");
    }

    static void makeExecutable(Path file) throws IOException {
        permit(file, "rwxr-xr-x");
    }

    private static void permit(Path file, String permissions) throws IOException {
        if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        }
    }
}
