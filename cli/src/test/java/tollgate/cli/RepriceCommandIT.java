package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;

class RepriceCommandIT {
    @RegisterExtension
    static final ElasticsearchExtension SERVER = ElasticsearchExtension.v8();

    @TempDir
    Path folder;

    private final String namespace = "t" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void priceThatWasWrongIsCorrectedFromTheCommandLine() throws IOException {
        Path log = Files.writeString(folder.resolve("requests.log"), """
                {"timestamp":"2026-11-24T12:00:00Z","request_id":"a","model_name":"alpha","input_tokens":100,"output_tokens":10}
                {"timestamp":"2026-11-24T12:00:01Z","request_id":"b","model_name":"alpha","input_tokens":200,"output_tokens":20}
                {"timestamp":"2026-11-25T00:00:00Z","request_id":"c","model_name":"alpha","input_tokens":400,"output_tokens":40}
                """);
        Path wrong = book("1", "1");
        Path right = book("2", "3");
        Execution shipped =
                run(wrong, "ship", "--input", log.toString(), "--exit-at-end", "--state", folder + "/state");
        assertThat(shipped.exitCode()).as(shipped.err()).isZero();

        Execution dry = reprice(right, "--dry-run");
        Execution real = reprice(right, "--json");
        Execution again = reprice(right, "--json");

        assertThat(dry.out().lines().skip(1))
                .singleElement()
                .asString()
                .matches("alpha +2 +2 +0 +0 +0  USD 0\\.00033 -> 0\\.00099");
        assertThat(dry.err()).endsWith("a dry run: nothing is changed" + System.lineSeparator());
        assertThat(real.exitCode()).isZero();
        JsonNode first = new ObjectMapper().readTree(real.out());
        assertThat(first.at("/models/0/changed").asInt()).isEqualTo(2);
        assertThat(first.at("/models/0/cost/0/before").decimalValue()).isEqualByComparingTo("0.00033");
        assertThat(first.at("/models/0/cost/0/after").decimalValue()).isEqualByComparingTo("0.00099");
        // the window of the minute and that of the hour
        assertThat(first.at("/usage_windows/corrected").asInt()).isEqualTo(2);
        assertThat(real.err()).endsWith("corrections of usage windows: 2" + System.lineSeparator());
        JsonNode second = new ObjectMapper().readTree(again.out());
        assertThat(second.at("/requests").asInt()).isEqualTo(2);
        assertThat(second.at("/models/0/changed").asInt()).isZero();
    }

    @Test
    void rangeWithoutRequestsIsSaid() throws IOException {
        Execution none = reprice(book("1", "1"));

        assertThat(none.exitCode()).isZero();
        assertThat(none.err())
                .endsWith("no request of logs-llm_gateway.request-" + namespace
                        + " is in this range: check --from, --to, --model and --namespace" + System.lineSeparator());
    }

    private Execution reprice(Path book, String... more) {
        String[] range = {"reprice", "--from", "2026-11-24", "--to", "2026-11-25"};
        String[] arguments = Stream.of(range, more).flatMap(Arrays::stream).toArray(String[]::new);
        return run(book, arguments);
    }

    private Execution run(Path book, String... arguments) {
        return Execution.of(
                Map.of(
                        "TOLLGATE_PRICE_BOOK", book.toString(),
                        "TOLLGATE_ELASTICSEARCH", SERVER.uri().toString(),
                        "TOLLGATE_NAMESPACE", namespace),
                arguments);
    }

    private Path book(String version, String perMillion) throws IOException {
        return Files.writeString(
                folder.resolve("book-" + version + ".yaml"), """
                version: "%s"
                prices:
                  - model: alpha
                    currency: USD
                    input: "%s"
                    output: "%s"
                    source: test
                    as_of: 2026-11-24
                """.formatted(version, perMillion, perMillion));
    }
}
