package tollgate.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTreeTest {
    @TempDir
    Path temp;

    @Test
    void aFolderGoesWithAllInIt() throws IOException {
        Path folder = temp.resolve("data");
        Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("a/b/file"), "x");

        FolderTree.delete(folder);

        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void whatALinkPointsToStays() throws IOException {
        Path kept = Files.writeString(temp.resolve("kept"), "x");
        Path folder = Files.createDirectory(temp.resolve("data"));
        Files.createSymbolicLink(folder.resolve("link"), kept);

        FolderTree.delete(folder);

        assertThat(folder).doesNotExist();
        assertThat(kept).hasContent("x");
    }

    @Test
    void aFolderThatIsNotThereIsNoError() throws IOException {
        FolderTree.delete(temp.resolve("absent"));
    }

    @Test
    void aFolderIsEmptyUntilSomethingIsInIt() throws IOException {
        assertThat(FolderTree.isEmpty(temp)).isTrue();
        Files.createFile(temp.resolve("file"));
        assertThat(FolderTree.isEmpty(temp)).isFalse();
    }
}
