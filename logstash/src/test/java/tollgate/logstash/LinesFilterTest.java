package tollgate.logstash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tollgate.requestlog.Code;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.DocumentAdditions;
import tollgate.requestlog.DocumentIds;
import tollgate.requestlog.DocumentJson;
import tollgate.requestlog.DocumentWriter;
import tollgate.requestlog.Field;
import tollgate.requestlog.JsonBytes;
import tollgate.requestlog.LineReader;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RecordKind;
import tollgate.requestlog.RefusedLineException;
import tollgate.requestlog.RequestRecord;
import tollgate.requestlog.UsageSource;

/** What Logstash makes of a request line is what the log-shipper makes of it, but for its cost: for the golden files and for lines that are broken at random. */
class LinesFilterTest {
    private static final Path GOLDEN = Path.of("../request-log/src/test/resources/golden");
    private static final Path REFUSED = Path.of("../request-log/src/test/resources/refused");
    private static final Instant INGESTED = Instant.parse("2026-03-15T15:00:00Z");
    private static final int BROKEN_LINES = 1_500;

    private final ObjectMapper json = new ObjectMapper();
    private final RubyFilter filter = new RubyFilter("ruby/lines.rb", Map.of("kind", "request"));

    @Test
    void tableIsThatOfTheContract() throws Exception {
        List<String> ours = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : filter.table("fields").properties()) {
            ours.add(field.getKey() + " " + field.getValue().get(0).asText() + " "
                    + field.getValue().get(1).asText());
        }

        assertThat(ours)
                .isEqualTo(Arrays.stream(Field.values())
                        .map(field -> field.lineName() + " " + type(field) + " " + field.documentPath())
                        .toList());
        JsonNode codes = filter.table("codes");
        assertThat(codes.size()).isEqualTo(3);
        assertThat(codes.get("kind")).isEqualTo(sorted(RecordKind.values()));
        assertThat(codes.get("usage_source")).isEqualTo(sorted(UsageSource.values()));
        assertThat(codes.get("outcome")).isEqualTo(sorted(Outcome.values()));
    }

    @Test
    void goldenLineBecomesItsDocument() throws Exception {
        List<Path> lines = files(GOLDEN, ".line.json");
        for (Path file : lines) {
            String line = Files.readString(file).strip();
            RubyFilter.Result result = filter.run(line);

            Path document = Path.of(file.toString().replace(".line.json", ".document.json"));
            assertThat(withoutIngested(result.document()))
                    .as(file.toString())
                    .isEqualTo(withoutIngested(json.readTree(document.toFile())));
            assertThat(result.metadata().get("stream").asText()).isEqualTo("request");
            assertThat(result.metadata().get("line").asText()).isEqualTo(line);
            assertThat(result.metadata().get("request_id"))
                    .isEqualTo(json.readTree(line).get("request_id"));
        }
        assertThat(lines).hasSize(16);
    }

    @Test
    void refusedLineIsKeptWholeWithItsReason() throws Exception {
        List<Path> lines = files(REFUSED, ".line");
        int compared = 0;
        for (Path file : lines) {
            String reason = Files.readString(Path.of(file.toString().replace(".line", ".reason")))
                    .strip();
            if (reason.equals("invalid_utf8")) { // Filebeat has replaced such bytes before Logstash can see them
                continue;
            }
            String line = Files.readString(file);
            RubyFilter.Result result = filter.run(line);
            assertThat(result.refused()).as(file.toString()).isEqualTo(reason);
            assertThat(result.document().at("/event/original").asText()).isEqualTo(line);
            assertThat(result.metadata().get("stream").asText()).isEqualTo("invalid");
            compared++;
        }
        assertThat(compared).isEqualTo(lines.size() - 5);
    }

    /** Whether it is read or refused, why, as which document, and under which id. */
    @Test
    void brokenLinesMeanTheSame() throws Exception {
        Random random = new Random(7);
        List<String> lines = new ArrayList<>();
        for (Path file : files(GOLDEN, ".line.json")) {
            lines.add(Files.readString(file).strip());
        }
        int refused = 0;
        for (int i = 0; i < BROKEN_LINES; i++) {
            String line = broken(lines.get(i % lines.size()), random);
            RubyFilter.Result ours = filter.run(line);
            try {
                RequestRecord record = read(line);
                assertThat(withoutIngested(ours.document())).as(line).isEqualTo(withoutIngested(document(record)));
                assertThat(ours.metadata().get("_id").asText()).as(line).isEqualTo(new DocumentIds().ofRequest(record));
            } catch (RefusedLineException e) {
                refused++;
                assertThat(ours.refused()).as(line).isEqualTo(said(e));
                if (e.reason()
                        != RefusedLineException.Reason.NOT_JSON) { // where it broke: by bytes there, by characters here
                    assertThat(ours.document().at("/error/message").asText()).isEqualTo(e.explanation());
                }
            }
        }
        assertThat(refused).isBetween(BROKEN_LINES / 10, BROKEN_LINES * 9 / 10);
    }

    @Test
    void refusedLinesOfOnePlaceAreOneDocumentAndOthersAreNot() throws Exception {
        String id = idAt("/var/log/requests.log", 7, "x");

        assertThat(idAt("/var/log/requests.log", 7, "x")).isEqualTo(id).hasSize(DocumentIds.LENGTH);
        assertThat(idAt("/var/log/requests.log", 8, "x")).isNotEqualTo(id);
        assertThat(idAt("/var/log/other.log", 7, "x")).isNotEqualTo(id);
        assertThat(idAt("/var/log/requests.log", 7, "y")).isNotEqualTo(id);
    }

    @Test
    void longestLineIsReadAndOneByteMoreIsRefused() throws Exception {
        String object = "{\"timestamp\":\"2026-03-15T14:30:22Z\",\"request_id\":\"a\",\"model_name\":\"m\"}";
        String longest = object + " ".repeat(LineReader.MAX_LINE_BYTES - object.length());

        assertThat(filter.run(longest).metadata().get("stream").asText()).isEqualTo("request");
        assertThat(filter.run(longest + " ").refused()).isEqualTo("too_long");
    }

    private String idAt(String path, long offset, String line) throws IOException {
        return filter.run(Map.of("message", line, "log", Map.of("file", Map.of("path", path), "offset", offset)))
                .metadata()
                .get("_id")
                .asText();
    }

    /** One to three small changes; what is cut, doubled or replaced hits names, values and structure alike. */
    private static String broken(String line, Random random) {
        StringBuilder text = new StringBuilder(line);
        for (int i = random.nextInt(3); i >= 0 && text.length() > 10; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.setCharAt(at, "0123456789-+.eE\"{}[],:ntf T\\Zz".charAt(random.nextInt(30)));
                case 2 -> text.insert(at, random.nextInt(10));
                case 3 -> text.insert(text.length() - 1, ",\"ttft_ms\":" + random.nextDouble() * 1e4);
                default -> text.setLength(random.nextInt(8) == 0 ? at : text.length());
            }
        }
        return new String(text.toString().getBytes(UTF_8), UTF_8); // without halves of surrogate pairs
    }

    private static RequestRecord read(String line) throws RefusedLineException {
        byte[] bytes = line.getBytes(UTF_8);
        return new LineReader().read(bytes, 0, bytes.length);
    }

    private JsonNode document(RequestRecord record) throws IOException {
        JsonBytes written = new JsonBytes(16);
        new DocumentWriter(DataStream.DEFAULT_NAMESPACE)
                .write(new DocumentJson(written), record, DocumentAdditions.NONE, INGESTED);
        // Half of a surrogate pair is no text: whoever writes it as UTF-8 makes a question mark of it.
        return json.readTree(json.readTree(written.toByteArray()).toString().getBytes(UTF_8));
    }

    private static JsonNode withoutIngested(JsonNode document) {
        ((ObjectNode) document.get("event")).remove("ingested");
        return document;
    }

    private static String said(RefusedLineException refusal) {
        Field field = refusal.field();
        return refusal.reason().code() + (field == null ? "" : " " + field.lineName());
    }

    private static String type(Field field) {
        return switch (field) {
            case KIND, USAGE_SOURCE, OUTCOME -> "code";
            default ->
                switch (field.type()) {
                    case TIMESTAMP_UTC -> "timestamp";
                    case KEYWORD -> "text";
                    default -> field.type().name().toLowerCase(Locale.ROOT);
                };
        };
    }

    private JsonNode sorted(Code[] codes) {
        return json.valueToTree(Arrays.stream(codes).map(Code::code).sorted().toList());
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
