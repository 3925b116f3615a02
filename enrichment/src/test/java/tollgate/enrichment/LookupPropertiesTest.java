package tollgate.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever a file holds, it is a table or a mistake of one line; there is no other exception. */
class LookupPropertiesTest {
    private static Path file = Path.of("");

    @BeforeContainer
    static void createFile() throws IOException {
        file = Files.createTempFile("keys", ".csv");
    }

    @AfterContainer
    static void deleteFile() throws IOException {
        Files.delete(file);
    }

    @Property(tries = 2_000)
    void anyFileIsATableOrAMistake(@ForAll("csv") String csv) throws IOException {
        Files.writeString(file, csv);
        try {
            assertThat(CsvLookup.read(file).byKeyId()).doesNotContainKey("");
        } catch (LookupException e) {
            assertThat(e.getMessage()).startsWith(file + ":").hasLineCount(1);
        }
    }

    /** Mostly what matters to a parser. */
    @Provide
    Arbitrary<String> csv() {
        return Arbitraries.oneOf(
                        Arbitraries.of(
                                "key_id", "team", "tenant", ",", "\n", "\r\n", "\"", "\"\"", "#", " ", "\\", "\0"),
                        Arbitraries.strings().ofMaxLength(3))
                .list()
                .ofMaxSize(20)
                .map(parts -> "key_id,team\n" + String.join("", parts));
    }
}
