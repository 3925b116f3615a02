package tollgate.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tollgate.files.FileMistakeException;

class FileTokenStoreTest extends TokenStoreContract {
    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("made").resolve("tokens.json");
    }

    @Override
    TokenStore store() {
        return new FileTokenStore(file());
    }

    @Override
    TokenStore another() {
        return new FileTokenStore(file());
    }

    @Test
    void nobodyButTheOwnerCanReadAnyOfItsFiles() throws Exception {
        store().update(tokens -> tokens.with(numbered(1)));

        try (Stream<Path> files = Files.list(folder.resolve("made"))) {
            assertThat(files)
                    .hasSize(2)
                    .allSatisfy(each -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                            .isEqualTo("rw-------"));
        }
        assertThat(Files.readString(file())).doesNotContain("\"secret\"");
    }

    @Test
    void whatACrashLeftIsReplaced() throws Exception {
        Files.createDirectories(file().getParent());
        Files.writeString(folder.resolve("made").resolve("tokens.json.next"), "half of");

        store().update(tokens -> tokens.with(numbered(1)));

        assertThat(store().read().all()).containsExactly(numbered(1));
    }

    @Test
    void seesTheChangesOfOthersAndReadsNothingTwice() throws Exception {
        TokenStore reader = store();
        another().update(tokens -> tokens.with(numbered(1)));
        Tokens first = reader.read();
        assertThat(first.all()).hasSize(1);
        assertThat(reader.read()).isSameAs(first);

        another().update(tokens -> tokens.with(numbered(2)));
        assertThat(reader.read().all()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"version\":2,\"tokens\":[]}",
                "{\"version\":1}",
                "{\"version\":1,\"tokens\":[{}]}"
            })
    void refusesWhatIsNoFileOfTokensAndLeavesItAlone(String content) throws Exception {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), content);

        assertThatThrownBy(() -> store().read())
                .isInstanceOf(FileMistakeException.class)
                .hasMessageStartingWith(file() + ": is no file of tokens");
        assertThatThrownBy(() -> store().update(tokens -> tokens.with(numbered(1))))
                .isInstanceOf(FileMistakeException.class);
        assertThat(file()).hasContent(content);
    }
}
