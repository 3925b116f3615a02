package tollgate.requestlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files that say for each case which document a line becomes. Other implementations are judged by the same files. */
class GoldenDocumentsTest {
    private static final Instant INGESTED = Instant.parse("2026-03-15T15:00:00Z");

    private final ObjectMapper strict = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    static List<Path> lines() {
        return Golden.files("golden", ".line.json");
    }

    @ParameterizedTest
    @MethodSource("lines")
    void lineBecomesDocument(Path line) throws Exception {
        Path document = Golden.twin(line, ".line.json", ".document.json");

        assertThat(strict.readTree(document(line))).isEqualTo(strict.readTree(Files.readAllBytes(document)));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void whatIsReadIsWrittenAndReadAgain(Path line) throws Exception {
        RequestRecord record = read(Golden.line(line));

        ByteArrayOutputStream written = new ByteArrayOutputStream();
        new LineWriter().write(record, written);

        assertThat(written.toString(java.nio.charset.StandardCharsets.UTF_8)).endsWith("}\n");
        assertThat(read(written.toByteArray(), written.size() - 1)).isEqualTo(record);
    }

    @Test
    void everyFieldOfTheTableStandsWhereTheTableSays() throws Exception {
        Path line = Path.of("src/test/resources/golden/every-field.line.json");
        JsonNode written = strict.readTree(Golden.line(line));
        JsonNode document = strict.readTree(document(line));

        Set<Field> missing = EnumSet.noneOf(Field.class);
        for (Field field : Field.values()) {
            JsonNode there = document.at("/" + field.documentPath().replace('.', '/'));
            JsonNode expected = written.get(field.lineName());
            JsonNode value = there.isArray() ? there.get(0) : there;
            if (!value.equals(expected)) {
                missing.add(field);
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void noTwoFieldsShareAName() {
        Set<String> paths = new HashSet<>();
        for (Field field : Field.values()) {
            assertThat(paths.add(field.documentPath())).as(field.documentPath()).isTrue();
        }
        for (DocumentField field : DocumentField.values()) {
            assertThat(paths.add(field.documentPath())).as(field.documentPath()).isTrue();
        }
    }

    private static byte[] document(Path line) throws IOException, RefusedLineException {
        JsonBytes written = new JsonBytes(16);
        new DocumentWriter(DataStream.DEFAULT_NAMESPACE)
                .write(new DocumentJson(written), read(Golden.line(line)), DocumentAdditions.NONE, INGESTED);
        return written.toByteArray();
    }

    private static RequestRecord read(byte[] line) throws RefusedLineException {
        return read(line, line.length);
    }

    private static RequestRecord read(byte[] line, int length) throws RefusedLineException {
        return new LineReader().read(line, 0, length);
    }
}
