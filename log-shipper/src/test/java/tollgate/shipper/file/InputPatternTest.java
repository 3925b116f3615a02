package tollgate.shipper.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputPatternTest {
    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(folder.resolve("sub/deep"));
        for (String name :
                List.of("requests.log", "requests-1.log", "other.txt", "sub/requests.log", "sub/deep/a.log")) {
            Files.writeString(folder.resolve(name), "x\n");
        }
        Files.setLastModifiedTime(folder.resolve("requests-1.log"), FileTime.fromMillis(1_000));
    }

    @Test
    void starStaysInItsFolderAndTheOldestFileComesFirst() throws IOException {
        assertThat(found("requests*.log")).containsExactly("requests-1.log", "requests.log");
    }

    @Test
    void twoStarsGoDown() throws IOException {
        assertThat(found("**.log"))
                .containsExactlyInAnyOrder("requests.log", "requests-1.log", "sub/requests.log", "sub/deep/a.log");
    }

    @Test
    void plainPathIsThatFile() throws IOException {
        assertThat(found("sub/requests.log")).containsExactly("sub/requests.log");
    }

    @Test
    void starInTheMiddle() throws IOException {
        assertThat(found("s*b/requests.log")).containsExactly("sub/requests.log");
    }

    @Test
    void folderThatIsNotThereHasNoFiles() throws IOException {
        assertThat(found("nowhere/*.log")).isEmpty();
    }

    private List<String> found(String glob) throws IOException {
        return InputPattern.of(folder + "/" + glob).files().stream()
                .map(path ->
                        folder.toAbsolutePath().normalize().relativize(path).toString())
                .toList();
    }
}
