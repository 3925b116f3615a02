package tollgate.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFileTest {
    private static final Refresh CHANGED = new Refresh(true, List.of());

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void writeFile() throws IOException {
        file = Files.writeString(folder.resolve("number"), "1");
    }

    @Test
    void isReadAgainWhenItChangesAndOnlyThen() throws IOException {
        WatchedFile<Integer> watched = watched();
        assertThat(watched.refresh()).isEqualTo(Refresh.NOTHING);

        Files.writeString(file, "22");

        assertThat(watched.value()).as("before the look").isEqualTo(1);
        assertThat(watched.refresh()).isEqualTo(CHANGED);
        assertThat(watched.value()).isEqualTo(22);
        assertThat(watched.refresh()).isEqualTo(Refresh.NOTHING);
    }

    /** Same size and same modification time, put there by a rename as careful editors do. */
    @Test
    void anotherFileOfTheSameNameIsAChange() throws IOException {
        WatchedFile<Integer> watched = watched();
        Path other = Files.writeString(folder.resolve("other"), "2");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

        assertThat(watched.refresh()).isEqualTo(CHANGED);
        assertThat(watched.value()).isEqualTo(2);
    }

    @Test
    void aMistakeIsToldOnceAndTheValueBeforeStays() throws IOException {
        WatchedFile<Integer> watched = watched();

        Files.writeString(file, "two");
        assertThat(watched.refresh())
                .isEqualTo(new Refresh(false, List.of(file + ": is no number; the version before stays in force")));
        assertThat(watched.refresh()).isEqualTo(Refresh.NOTHING);
        assertThat(watched.value()).isEqualTo(1);

        Files.delete(file);
        assertThat(watched.refresh().mistakes())
                .containsExactly(
                        file + ": no such file; put it there or correct NUMBER; the version before stays in force");
        assertThat(watched.refresh()).isEqualTo(Refresh.NOTHING);

        Files.writeString(file, "2");
        assertThat(watched.refresh()).isEqualTo(CHANGED);
        assertThat(watched.value()).isEqualTo(2);
    }

    @Test
    void atTheStartAMistakeIsAnError() throws IOException {
        Files.write(file, "caf\u00E9".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(this::watched)
                .isInstanceOf(FileMistakeException.class)
                .hasMessage(file + ": is not UTF-8; save it as UTF-8");

        Files.delete(file);
        Files.createDirectory(file);
        assertThatThrownBy(this::watched)
                .isInstanceOf(FileMistakeException.class)
                .hasMessageStartingWith(file + ": cannot be read (")
                .hasMessageEndingWith("); check that it is a file and its permissions");
    }

    @Test
    void byteOrderMarkIsNoText() throws IOException {
        Files.writeString(file, "\uFEFF7");

        assertThat(watched().value()).isEqualTo(7);
    }

    private WatchedFile<Integer> watched() {
        return new WatchedFile<>(file, path -> number(FileContent.read(path, "NUMBER")));
    }

    private static int number(FileContent content) {
        if (!content.text().chars().allMatch(Character::isDigit)) {
            throw new FileMistakeException(content.name(), "is no number");
        }
        return Integer.parseInt(content.text());
    }
}
