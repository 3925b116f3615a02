package tollgate.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tollgate.files.FileContent;
import tollgate.files.FileMistakeException;

/** Whatever a file holds, it is a table or a mistake of one line; there is no other exception. */
class LookupPropertiesTest {
    @Property(tries = 2_000)
    void anyCsvIsATableOrAMistake(@ForAll("csv") String csv) {
        isATableOrAMistake("keys.csv", csv, CsvLookup::read);
    }

    @Property(tries = 2_000)
    void anyYamlIsATableOrAMistake(@ForAll("yaml") String yaml) {
        isATableOrAMistake("keys.yaml", yaml, YamlLookup::read);
    }

    private static void isATableOrAMistake(String name, String text, Function<FileContent, Lookup> reader) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            assertThat(reader.apply(FileContent.of(name, bytes)).byKeyId()).doesNotContainKey("");
        } catch (FileMistakeException e) {
            assertThat(e.getMessage()).startsWith(name + ":").hasLineCount(1);
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

    @Provide
    Arbitrary<String> yaml() {
        return Arbitraries.oneOf(
                        Arbitraries.of(
                                "k-1", "team", "tenant", ":", ": ", "\n", "\n  ", "{", "}", "[", "]", "- ", "~", "&a",
                                "*a", "!!int", "'", "\"", "#", "? ", "|", "---", "%", "\t"),
                        Arbitraries.strings().ofMaxLength(3))
                .list()
                .ofMaxSize(20)
                .map(parts -> "k-0: {team: a}\n" + String.join("", parts));
    }
}
