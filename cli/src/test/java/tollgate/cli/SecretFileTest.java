package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {
    @Test
    void fileIsForItsOwnerAndNeverReplaced(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("key");

        SecretFile.write(file, "k3y");

        assertThat(file).hasContent("k3y\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> SecretFile.write(file, "other")).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("k3y\n");
    }
}
