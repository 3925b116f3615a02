package tollgate.doctor;

import java.nio.file.Files;
import java.nio.file.Path;

/** Folders that need not be there yet. */
final class Folder {
    private Folder() {}

    /** The folder itself, or the nearest above it that is there. */
    static Path existing(Path folder) {
        Path there = folder.toAbsolutePath().normalize();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }
}
