package tollgate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PermissionCheckTest {
    @TempDir
    Path folder;

    @Test
    void closedFoldersAndSecretsAreWell() throws IOException {
        Path data = folder("data", "rwx------");
        file(data.resolve("requests.log"), "rw-r--r--");
        Path secrets = file(folder.resolve(".env"), "rw-------");

        assertThat(new PermissionCheck(data, secrets).look())
                .containsExactly(Finding.ok("permissions", data + " can be written"));
    }

    @Test
    void aFolderThatIsNotThereCanBeMade() {
        Path data = folder.resolve("a/b");

        assertThat(new PermissionCheck(data, folder.resolve(".env")).look())
                .containsExactly(Finding.ok("permissions", data + " can be made"));
    }

    @Test
    void aFileInTheWayOfTheFolderIsAProblem() throws IOException {
        Path inTheWay = file(folder.resolve("a"), "rw-r--r--");

        List<Finding> found = new PermissionCheck(inTheWay.resolve("b"), folder.resolve(".env")).look();

        assertThat(found).extracting(Finding::severity).containsExactly(Severity.PROBLEM);
        assertThat(found.getFirst().text()).startsWith(inTheWay + " cannot be written");
    }

    @Test
    void secretsAndLogsThatEverybodyReadsAreFound() throws IOException {
        Path data = folder("data", "rwxr-xr-x");
        Path requests = folder("data/gateway-1", "rwxr-xr-x");
        Path log = file(requests.resolve("requests.log"), "rw-r--r--");
        Path secrets = file(folder.resolve(".env"), "rw-r--r--");

        assertThat(new PermissionCheck(data, secrets).look())
                .containsExactly(
                        Finding.ok("permissions", data + " can be written"),
                        Finding.problem("permissions", "everybody can read " + secrets, "chmod 600 " + secrets),
                        Finding.warning(
                                "permissions",
                                "everybody can read " + log,
                                "it names users and tenants: chmod o-rwx " + requests));
    }

    private Path folder(String name, String permissions) throws IOException {
        return Files.setPosixFilePermissions(
                Files.createDirectories(folder.resolve(name)), PosixFilePermissions.fromString(permissions));
    }

    private static Path file(Path file, String permissions) throws IOException {
        return Files.setPosixFilePermissions(
                Files.writeString(file, "x"), PosixFilePermissions.fromString(permissions));
    }
}
