package tollgate.elasticsearch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionTest {
    @TempDir
    private Path folder;

    @Test
    void letsEveryUserReadItAndRunItsPrograms() throws IOException {
        Path zip = new FakeArtifacts(folder).zip("a.zip", Map.of("a/bin/run", "run", "a/lib/deep/a.jar", "jar"));

        new Distribution(zip).unpack(folder.resolve("home"));

        assertThat(permissions("home")).isEqualTo("rwxr-xr-x");
        assertThat(permissions("home/bin/run")).isEqualTo("rwxr-xr-x");
        assertThat(permissions("home/lib/deep")).isEqualTo("rwxr-xr-x");
        assertThat(permissions("home/lib/deep/a.jar")).isEqualTo("rw-r--r--");
    }

    @Test
    void refusesAnEntryThatPointsOutOfItsFolder() throws IOException {
        Path zip = new FakeArtifacts(folder).zip("a.zip", Map.of("a/../../outside", "x"));

        assertThatThrownBy(() -> new Distribution(zip).unpack(folder.resolve("home")))
                .isInstanceOf(ElasticsearchFailedException.class)
                .hasMessageStartingWith(zip + " holds the entry a/../../outside");
        assertThat(folder.resolve("outside")).doesNotExist();
    }

    private String permissions(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(path)));
    }
}
