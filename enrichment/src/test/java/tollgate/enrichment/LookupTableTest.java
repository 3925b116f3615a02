package tollgate.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tollgate.files.FileMistakeException;
import tollgate.files.Refresh;
import tollgate.requestlog.RequestRecord;

class LookupTableTest {
    private static final String STAYS = "; the version before stays in force";

    @TempDir
    Path folder;

    private Path table = Path.of("");
    private Instant modified = Instant.parse("2026-11-24T12:00:00Z");

    @BeforeEach
    void writeTable() throws IOException {
        table = folder.resolve("keys.csv");
        write("key_id,team\nk-1,search\n");
    }

    @Test
    void quotesSpacesCommentsAndEmptyLinesAreUnderstood() throws IOException {
        write("\uFEFF# keys of November\nteam , key_id\r\n\r\n\"search, \"\"new\"\"\", k-1\r\n\n chat ,k-2\n");

        assertThat(team(enricher())).isEqualTo("search, \"new\"");
    }

    @Test
    void anUnchangedTableIsNotReadAgain() {
        assertThat(enricher().refresh()).isEqualTo(new Refresh(false, List.of()));
    }

    @Test
    void withoutATableThereIsNothingToRefresh() {
        assertThat(new Enricher(EnrichmentSettings.fromEnvironment(Map.of())).refresh())
                .isEqualTo(new Refresh(false, List.of()));
    }

    @Test
    void aChangedTableIsReadAgain() throws IOException {
        Enricher enricher = enricher();

        write("key_id,team\nk-1,chat\n");

        assertThat(team(enricher)).as("before the refresh").isEqualTo("search");
        assertThat(enricher.refresh()).isEqualTo(new Refresh(true, List.of()));
        assertThat(team(enricher)).isEqualTo("chat");
    }

    /** Same size, same modification time, put there by a rename as careful editors do. */
    @Test
    void anotherFileOfTheSameNameIsAChange() throws IOException {
        Enricher enricher = enricher();
        Path other = Files.writeString(folder.resolve("other.csv"), "key_id,team\nk-1,abcdef\n");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(table));
        Files.move(other, table, StandardCopyOption.REPLACE_EXISTING);

        assertThat(enricher.refresh().changed()).isTrue();
        assertThat(team(enricher)).isEqualTo("abcdef");
    }

    @Test
    void aBrokenTableKeepsTheOldOneAndIsToldOncePerChange() throws IOException {
        Enricher enricher = enricher();

        write("key_id,team\nk-1,chat\nk-1,pay\n");
        assertThat(enricher.refresh())
                .isEqualTo(
                        new Refresh(false, List.of(table + ":3: has the same key_id as line 2; remove one" + STAYS)));
        assertThat(enricher.refresh()).isEqualTo(new Refresh(false, List.of()));
        assertThat(team(enricher)).isEqualTo("search");

        write("key_id,team\nk-1\n");
        assertThat(enricher.refresh().mistakes()).singleElement().asString().startsWith(table + ":2: has 1 values");

        write("key_id,team\nk-1,pay\n");
        assertThat(enricher.refresh()).isEqualTo(new Refresh(true, List.of()));
        assertThat(team(enricher)).isEqualTo("pay");
    }

    @Test
    void aTableThatIsGoneKeepsTheOldOneUntilItIsBack() throws IOException {
        Enricher enricher = enricher();

        Files.delete(table);
        assertThat(enricher.refresh().mistakes())
                .containsExactly(table + ": no such file; put it there or correct TOLLGATE_LOOKUP" + STAYS);
        assertThat(enricher.refresh().mistakes()).isEmpty();
        assertThat(team(enricher)).isEqualTo("search");

        write("key_id,team\nk-1,chat\n");
        assertThat(enricher.refresh().changed()).isTrue();
        assertThat(team(enricher)).isEqualTo("chat");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "key_id,squad\\nk-1,a | :1: column 2 has no known name; the first line names the columns: key_id, tenant, team, cost_center",
                "key_id,team,team\\n | :1: has the column team twice; remove one",
                "team\\nsearch | :1: has no column key_id; add it",
                "key_id,team\\nk-1,a,b | :2: has 3 values, the first line has 2 columns; write one value for each, empty where there is none",
                "key_id,team\\n\\nk-1,a\\n,b | :4: key_id is empty; write one or remove the line",
                "key_id,team\\n# a comment\\n\"k-1\",a\\nk-2 | :4: has 1 values, the first line has 2 columns; write one value for each, empty where there is none",
                "~~ | : is empty; its first line names the columns: key_id, tenant, team, cost_center",
                "# nothing | : is empty; its first line names the columns: key_id, tenant, team, cost_center",
            })
    void aMistakeAtTheStartIsAnError(String csv, String mistake) throws IOException {
        write(csv.replace("\\n", "\n"));

        assertThatThrownBy(this::enricher)
                .isInstanceOf(FileMistakeException.class)
                .hasMessage(table + mistake);
    }

    @Test
    void aQuoteThatDoesNotEndIsNoCsv() throws IOException {
        write("key_id,team\nk-1,\"search\n");

        assertThatThrownBy(this::enricher)
                .isInstanceOf(FileMistakeException.class)
                .hasMessageStartingWith(table + ":")
                .hasMessageContaining("is no CSV")
                .hasMessageEndingWith("check the quotes")
                .message()
                .doesNotContain("\n", "search");
    }

    @Test
    void aTextThatNoDocumentCanHoldIsAMistake() throws IOException {
        write("key_id,team\nk-1," + "x".repeat(8_191) + "\n");
        assertThat(team(enricher())).hasSize(8_191);

        write("key_id,team\nk-1," + "x".repeat(8_192) + "\n");
        assertThatThrownBy(this::enricher).hasMessage(table + ":2: team is longer than 8191 characters; shorten it");
    }

    @Test
    void whatIsNoTextIsAMistake() throws IOException {
        Files.write(table, "key_id,team\nk-1,caf\u00E9".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(this::enricher).hasMessage(table + ": is not UTF-8; save it as UTF-8");

        Files.delete(table);
        Files.createDirectory(table);
        assertThatThrownBy(this::enricher)
                .isInstanceOf(FileMistakeException.class)
                .hasMessageStartingWith(table + ": cannot be read (")
                .hasMessageEndingWith("); check that it is a file and its permissions");
    }

    private Enricher enricher() {
        return new Enricher(EnrichmentSettings.fromEnvironment(Map.of("TOLLGATE_LOOKUP", table.toString())));
    }

    private static @Nullable String team(Enricher enricher) {
        RequestRecord record =
                RequestRecord.builder(Instant.EPOCH, "a", "m").keyId("k-1").build();
        return enricher.enrich(record).extra().team();
    }

    /** With a time of its own: two writings within one tick of the file system's clock would look like one. */
    private void write(String csv) throws IOException {
        Files.writeString(table, csv);
        modified = modified.plusSeconds(1);
        Files.setLastModifiedTime(table, FileTime.from(modified));
    }
}
