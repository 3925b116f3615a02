package tollgate.elasticsearch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    private final ServerUser user = new SameUser();

    @TempDir
    private Path temp;

    @Test
    void createsWhatIsMissingAndLetsNoOtherUserIn() throws IOException {
        Path path = temp.resolve("new/data");
        try (DataFolder folder = DataFolder.at(path, user)) {
            assertThat(folder.path()).isEqualTo(path.toRealPath()).isDirectory();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------");
        }
        assertThat(path).exists();
    }

    @Test
    void isHeldByOneProgramAtATime() throws IOException {
        try (DataFolder _ = DataFolder.at(temp, user)) {
            assertThatThrownBy(() -> DataFolder.at(temp, user))
                    .isInstanceOf(ElasticsearchFailedException.class)
                    .hasMessage("Another program runs an Elasticsearch on " + temp.toRealPath()
                            + ": stop it, or choose another data folder for Elasticsearch (its setting \"data\")");
        }
        try (DataFolder again = DataFolder.at(temp, user)) {
            assertThat(again.path()).isEqualTo(temp.toRealPath());
        }
    }

    @Test
    void leavesAFolderAloneThatHoldsSomethingElse() throws IOException {
        Path other = Files.writeString(temp.resolve("thesis.txt"), "x");

        assertThatThrownBy(() -> DataFolder.at(temp, user))
                .isInstanceOf(ElasticsearchFailedException.class)
                .hasMessageStartingWith(temp.toRealPath() + " holds something else than data of a local Elasticsearch");
        assertThat(temp).isDirectoryContaining(file -> file.equals(other));
        assertThat(temp.toFile().list()).hasSize(1);
    }

    @Test
    void deletesATemporaryFolder() throws IOException {
        DataFolder folder = DataFolder.temporary(user);
        folder.prepare();
        Files.writeString(folder.log(), "a line");

        folder.close();

        assertThat(folder.path()).doesNotExist();
    }

    @Test
    void keepsItsDataAndNoTemporaryFilesForTheNextRun() throws IOException {
        try (DataFolder folder = DataFolder.at(temp, user)) {
            folder.prepare();
            Files.createDirectory(folder.temp().resolve("some"));
            Files.writeString(folder.temp().resolve("some/file"), "x");
            Files.createDirectory(folder.data());
            Files.writeString(folder.data().resolve("kept"), "x");

            folder.prepare();

            assertThat(folder.temp()).isEmptyDirectory();
            assertThat(folder.data().resolve("kept")).exists();
            assertThat(folder.config()).isDirectory();
            assertThat(folder.logs()).isDirectory();
        }
    }

    @Test
    void marksItsProcessesByItsPath() throws IOException {
        String marker;
        try (DataFolder folder = DataFolder.at(temp.resolve("a"), user)) {
            marker = folder.marker();
            assertThat(marker).matches("-Dtollgate\\.elasticsearch\\.folder=[0-9a-f]{16}");
        }
        try (DataFolder same = DataFolder.at(temp.resolve("b/../a"), user);
                DataFolder other = DataFolder.at(temp.resolve("c"), user)) {
            assertThat(same.marker()).isEqualTo(marker);
            assertThat(other.marker()).isNotEqualTo(marker);
        }
    }

    @Test
    void givesItselfUpWhereTheServerCouldNotEnter() throws IOException {
        ServerUser lockedOut = new LockedOutUser();

        assertThatThrownBy(() -> DataFolder.at(temp, lockedOut)).hasMessageContaining("locked out");

        try (DataFolder again = DataFolder.at(temp, user)) {
            assertThat(again.path()).isEqualTo(temp.toRealPath());
        }
    }

    /** A user who cannot enter any folder. */
    private static final class LockedOutUser implements ServerUser {
        @Override
        public List<String> command(List<String> command) {
            return command;
        }

        @Override
        public void own(Path folder) {}

        @Override
        public void requireReach(Path folder, String remedy) {
            throw new ElasticsearchFailedException("locked out of " + folder);
        }
    }
}
