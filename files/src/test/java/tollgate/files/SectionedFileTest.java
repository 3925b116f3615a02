package tollgate.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SectionedFileTest {
    private static final FileSection<List<String>> NAMES = new FileSection<>() {
        @Override
        public Set<String> keys() {
            return Set.of("people");
        }

        @Override
        public List<String> read(YamlMap file) {
            return file.has("people")
                    ? file.named("people", Set.of("age")).stream()
                            .map(person -> person.name() + " " + person.map().value("age", Integer::valueOf) + " :"
                                    + person.line())
                            .toList()
                    : List.of();
        }
    };
    private static final FileSection<String> COLOUR = new FileSection<>() {
        @Override
        public Set<String> keys() {
            return Set.of("colour");
        }

        @Override
        public String read(YamlMap file) {
            return file.has("colour") ? file.map("colour", Set.of("name")).text("name") : "none";
        }
    };

    @TempDir
    Path folder;

    private SectionedFile read(String text) throws IOException {
        Path file = folder.resolve("a.yaml");
        Files.writeString(file, text);
        return SectionedFile.read(file, "--config", List.of(NAMES, COLOUR));
    }

    @Test
    void eachSectionReadsItsOwnKeys() throws IOException {
        SectionedFile file = read("colour: {name: red}\npeople:\n  Ann:\n    age: 7\n  Bob: {age: 8}\n");

        assertThat(file.get(NAMES)).containsExactly("Ann 7 :3", "Bob 8 :5");
        assertThat(file.get(COLOUR)).isEqualTo("red");
    }

    @Test
    void whatIsNotThereHasItsDefault() throws IOException {
        assertThat(read("people: {}\n").get(COLOUR)).isEqualTo("none");
        assertThat(SectionedFile.absent(List.of(NAMES, COLOUR)).get(NAMES)).isEmpty();
    }

    @Test
    void aMistakeOfAnySectionIsTheFilesWithItsLine() {
        assertThatThrownBy(() -> read("colour: {name: red}\npeople:\n  Ann:\n    size: 7\n"))
                .isInstanceOf(FileMistakeException.class)
                .hasMessageEndingWith("a.yaml:4: unknown key 'size'; known here: age");
        assertThatThrownBy(() -> read("colour: {name: red}\nshape: 1\n"))
                .hasMessageEndingWith("a.yaml:2: unknown key 'shape'; known here: people, colour");
        assertThatThrownBy(() -> read("people:\n- Ann\n"))
                .hasMessageEndingWith("a.yaml:2: expected names with keys below them; below people");
        assertThatThrownBy(() -> read("colour: red\n")).hasMessageContaining("a.yaml:1: expected keys with values");
    }

    @Test
    void aFileThatIsMissingNamesItsSetting() {
        assertThatThrownBy(() -> SectionedFile.read(folder.resolve("no.yaml"), "--config", List.of()))
                .hasMessageEndingWith("no.yaml: no such file; put it there or correct --config");
    }
}
