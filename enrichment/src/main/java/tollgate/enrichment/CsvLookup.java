package tollgate.enrichment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import tollgate.files.FileContent;
import tollgate.files.FileMistakeException;

/** Reads a table of keys in CSV (RFC 4180), whose form the README shows. */
final class CsvLookup {
    private static final CsvFactory CSV = CsvFactory.builder()
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvParser.Feature.ALLOW_COMMENTS)
            .build();

    static Lookup read(FileContent content) {
        LookupRows rows = new LookupRows(content.name());
        try (JsonParser parser = CSV.createParser(content.text())) {
            while (parser.nextToken() == JsonToken.START_ARRAY) {
                parser.nextToken();
                // A row's first value knows its line; the row itself only where the one before ended.
                int line = parser.currentTokenLocation().getLineNr();
                rows.add(line, values(parser));
            }
        } catch (JsonProcessingException e) {
            throw new FileMistakeException(
                    content.name(),
                    e.getLocation().getLineNr(),
                    "is no CSV: " + firstLine(e.getOriginalMessage()) + "; check the quotes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows.table();
    }

    private static List<String> values(JsonParser parser) throws IOException {
        List<String> values = new ArrayList<>();
        for (JsonToken token = parser.currentToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            values.add(parser.getText());
        }
        return values;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private CsvLookup() {}
}
