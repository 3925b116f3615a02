package tollgate.elasticsearch.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherArchiveTest {
    @TempDir
    private Path temp;

    @Test
    void isMadeByTheFirstAndUsedByTheNext() throws IOException {
        Path home = Files.createDirectory(temp.resolve("home"));
        try (DataFolder folder = DataFolder.at(temp.resolve("data"), new SameUser())) {
            folder.prepare();
            LauncherArchive archive = new LauncherArchive(home, folder);
            Path fresh = folder.temp().resolve("launcher.jsa");
            assertThat(archive.jvmFlags()).containsExactly("-XX:ArchiveClassesAtExit=" + fresh);

            Files.writeString(fresh, "classes");
            archive.keep();

            assertThat(fresh).doesNotExist();
            assertThat(archive.jvmFlags())
                    .singleElement()
                    .asString()
                    .startsWith("-XX:SharedArchiveFile=" + home.resolve("launcher-"))
                    .endsWith(".jsa");
            assertThat(home.toFile().list()).hasSize(1);
        }
    }

    @Test
    void keepsTheOneThatIsThereWhenTwoMadeIt() throws IOException {
        Path home = Files.createDirectory(temp.resolve("home"));
        try (DataFolder folder = DataFolder.at(temp.resolve("data"), new SameUser())) {
            folder.prepare();
            LauncherArchive archive = new LauncherArchive(home, folder);
            Path fresh = folder.temp().resolve("launcher.jsa");
            Files.writeString(fresh, "first");
            archive.keep();
            Files.writeString(fresh, "second");
            archive.keep();

            assertThat(home).isDirectoryContaining(file -> content(file).equals("first"));
            assertThat(fresh).doesNotExist();
        }
    }

    @Test
    void keepsNothingWhereNothingWasMade() throws IOException {
        Path home = Files.createDirectory(temp.resolve("home"));
        try (DataFolder folder = DataFolder.at(temp.resolve("data"), new SameUser())) {
            new LauncherArchive(home, folder).keep();
        }
        assertThat(home).isEmptyDirectory();
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
