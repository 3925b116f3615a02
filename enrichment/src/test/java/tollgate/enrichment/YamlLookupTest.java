package tollgate.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tollgate.files.FileMistakeException;
import tollgate.files.Refresh;
import tollgate.requestlog.RequestRecord;

class YamlLookupTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"keys.yaml", "keys.yml", "KEYS.YAML"})
    void saysWhoOwnsAKey(String name) throws IOException {
        Path file = write(name, """
                # keys of November
                k-3: {tenant: acme, team: search, cost_center: 0471}
                'k-4':
                  tenant: acme
                  team: "sales, north"
                  cost_center: ~
                5:
                  team:
                """);

        Lookup table = LookupFiles.read(file);

        assertThat(table.byKeyId())
                .isEqualTo(Map.of(
                        "k-3", new Lookup.Owner("acme", "search", "0471"),
                        "k-4", new Lookup.Owner("acme", "sales, north", null),
                        "5", new Lookup.Owner(null, null, null)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "k-1: {squad: a} | :1: unknown key 'squad'; known here: tenant, team, cost_center",
                "k-1: {team: a, team: b} | :1: key 'team' stands here twice; remove one",
                "k-1: {team: a}\\nk-2: {team: a}\\nk-1: {team: b} | :3: has the same key_id as line 1; remove one",
                "k-1: secret | :1: expected keys with values here: tenant, team, cost_center",
                "k-1:\\n  team: [a] | :2: expected a text or a number here",
                "'': {team: a} | :1: key_id is empty; write one or remove the line",
                "- k-1 | :1: expected names with keys below them; each key_id stands at the start of a line, and below it tenant, team, cost_center",
                "k-1: {team: a | :2: is no YAML: expected ',' or '}', but got <stream end>",
                "# nothing | : is empty; each key_id stands at the start of a line, and below it tenant, team, cost_center",
            })
    void aMistakeNamesItsLine(String yaml, String mistake) throws IOException {
        Path file = write("keys.yaml", yaml.replace("\\n", "\n") + "\n");

        assertThatThrownBy(() -> LookupFiles.read(file))
                .isInstanceOf(FileMistakeException.class)
                .hasMessage(file + mistake);
    }

    @Test
    void aTextThatNoDocumentCanHoldIsAMistake() throws IOException {
        Path file = write("keys.yaml", "k-1:\n  team: " + "x".repeat(8_192) + "\n");

        assertThatThrownBy(() -> LookupFiles.read(file))
                .hasMessage(file + ":1: team is longer than 8191 characters; shorten it");
    }

    @Test
    void aChangeIsTakenOverAndAMistakeIsNot() throws IOException {
        Path file = write("keys.yaml", "k-1: {team: search}\n");
        Enricher enricher =
                new Enricher(EnrichmentSettings.fromEnvironment(Map.of("TOLLGATE_LOOKUP", file.toString())));
        RequestRecord record =
                RequestRecord.builder(Instant.EPOCH, "a", "m").keyId("k-1").build();

        write("keys.yaml", "k-1: {team: chat}\n");
        later(file, 1);
        assertThat(enricher.refresh()).isEqualTo(new Refresh(true, List.of()));
        assertThat(enricher.enrich(record).extra().team()).isEqualTo("chat");

        write("keys.yaml", "k-1: chat\n");
        later(file, 2);
        assertThat(enricher.refresh())
                .isEqualTo(new Refresh(
                        false,
                        List.of(file + ":1: expected keys with values here: tenant, team, cost_center;"
                                + " the version before stays in force")));
        assertThat(enricher.enrich(record).extra().team()).isEqualTo("chat");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** Two writings within one tick of the file system's clock would look like one. */
    private static void later(Path file, int seconds) throws IOException {
        Files.setLastModifiedTime(
                file, FileTime.from(Instant.parse("2026-11-24T12:00:00Z").plusSeconds(seconds)));
    }
}
