package tollgate.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether this user may write the data folder, and whether others may read what is not for them. */
public final class PermissionCheck implements Check {
    private static final String NAME = "permissions";

    private final Path data;
    private final Path secrets;

    /**
     * Looks at these two.
     *
     * @param data the folder of request logs and checkpoints; it need not be there yet
     * @param secrets a file of secrets such as {@code .env}; it need not be there
     */
    public PermissionCheck(Path data, Path secrets) {
        this.data = data;
        this.secrets = secrets;
    }

    @Override
    public List<Finding> look() {
        List<Finding> found = new ArrayList<>();
        Path there = Folder.existing(data);
        found.add(
                Files.isDirectory(there) && Files.isWritable(there)
                        ? Finding.ok(NAME, data + (Files.exists(data) ? " can be written" : " can be made"))
                        : Finding.problem(
                                NAME,
                                there + " cannot be written by " + System.getProperty("user.name"),
                                "give this user the folder, or say another with --data or TOLLGATE_DATA"));
        if (othersRead(secrets)) {
            found.add(Finding.problem(NAME, "everybody can read " + secrets, "chmod 600 " + secrets));
        }
        openLog()
                .ifPresent(log -> found.add(Finding.warning(
                        NAME,
                        "everybody can read " + log,
                        "it names users and tenants: chmod o-rwx " + log.getParent())));
        return found;
    }

    /** Nobody gets at a file through a folder that is closed. */
    private Optional<Path> openLog() {
        if (!Files.isDirectory(data) || !othersRead(data)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(data, 3)) {
            return files.filter(file -> file.getFileName().toString().matches("requests.*\\.log.*"))
                    .filter(file -> Files.isRegularFile(file) && othersRead(file))
                    .filter(file -> othersRead(Objects.requireNonNull(file.getParent())))
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static boolean othersRead(Path file) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            return permissions.contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
