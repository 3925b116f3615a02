package tollgate.enrichment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.UnmappableCharacterException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a table of keys in CSV (RFC 4180), whose form the README shows. */
final class CsvLookup {
    /** A log that is given by mistake shall not fill the memory. */
    private static final long MAX_BYTES = 64L << 20;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final CsvFactory CSV = CsvFactory.builder()
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvParser.Feature.ALLOW_COMMENTS)
            .build();

    /** @throws LookupException where the file cannot be read or has a mistake */
    static Lookup read(Path file) {
        LookupRows rows = new LookupRows(file);
        try (JsonParser parser = CSV.createParser(text(file))) {
            while (parser.nextToken() == JsonToken.START_ARRAY) {
                parser.nextToken();
                // A row's first value knows its line; the row itself only where the one before ended.
                int line = parser.currentTokenLocation().getLineNr();
                rows.add(line, values(parser));
            }
        } catch (JsonProcessingException e) {
            throw new LookupException(
                    file,
                    e.getLocation().getLineNr(),
                    "is no CSV: " + firstLine(e.getOriginalMessage()) + "; check the quotes");
        } catch (NoSuchFileException e) {
            throw new LookupException(file, "no such file; put it there or correct " + EnrichmentSettings.LOOKUP);
        } catch (MalformedInputException | UnmappableCharacterException e) {
            throw new LookupException(file, "is not UTF-8; save it as UTF-8");
        } catch (IOException e) {
            throw new LookupException(file, "cannot be read (" + e + "); check that it is a file and its permissions");
        }
        return rows.table();
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new LookupException(file, "has more than " + MAX_BYTES + " bytes; is this the right file?");
        }
        String text = Files.readString(file);
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
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
