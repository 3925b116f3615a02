package tollgate.pricing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import tollgate.files.FileContent;
import tollgate.files.FileMistakeException;

/**
 * Reads LiteLLM's {@code model_prices_and_context_window.json} as it is: one object per model, prices in USD per token.
 *
 * <p>Streaming, as the file is large; numbers are taken from their text. Entries that price no tokens are left out and
 * counted. {@code sample_spec} describes the format and is no model.
 */
final class LiteLlmReader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String VERSION = "litellm";
    private static final String SAMPLE = "sample_spec";
    private static final long NO_RANGE = -1;

    private final String file;
    private final JsonParser json;
    private final LiteLlmEntries entries = new LiteLlmEntries();

    private LiteLlmReader(String file, JsonParser json) {
        this.file = file;
        this.json = json;
    }

    static PriceBook read(FileContent content) {
        try (JsonParser json = JSON.createParser(content.text())) {
            LiteLlmReader reader = new LiteLlmReader(content.name(), json);
            reader.readBook();
            return new PriceBook(content.versioned(VERSION), reader.entries.priced(), reader.entries.skipped());
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new FileMistakeException(content.name(), line, "is no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readBook() throws IOException {
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            int line = line();
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw mistake("'" + key + "' is no object; each model is one, with its prices in it");
            }
            if (key.equals(SAMPLE)) {
                json.skipChildren();
            } else {
                entries.add(readModel(new LiteLlmModel(key, line)));
            }
        }
        if (json.nextToken() != null) {
            throw mistake("text follows the end of the book; remove it");
        }
    }

    private LiteLlmModel readModel(LiteLlmModel model) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (field.equals("litellm_provider") && value == JsonToken.VALUE_STRING) {
                model.provider(json.getText());
            } else if (field.equals("tiered_pricing") && value == JsonToken.START_ARRAY) {
                readTiers(model);
            } else if (LiteLlmModel.isPrice(field) && value != JsonToken.VALUE_NULL) {
                model.price(field, 0, price(field));
            } else {
                json.skipChildren();
            }
        }
        return model;
    }

    /**
     * Each tier is an object of prices with the {@code range} of input tokens that they are for. One without a range is
     * no price.
     */
    private void readTiers(LiteLlmModel model) throws IOException {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            Map<String, BigDecimal> prices = new LinkedHashMap<>();
            long above = NO_RANGE;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (field.equals("range") && value == JsonToken.START_ARRAY) {
                    above = rangeStart();
                } else if (LiteLlmModel.isPrice(field) && value != JsonToken.VALUE_NULL) {
                    prices.put(field, price(field));
                } else {
                    json.skipChildren();
                }
            }
            if (above != NO_RANGE) {
                for (Map.Entry<String, BigDecimal> price : prices.entrySet()) {
                    model.price(price.getKey(), above, price.getValue());
                }
            }
        }
    }

    private long rangeStart() throws IOException {
        json.nextToken();
        long start;
        try {
            start = new BigDecimal(json.getText()).longValueExact();
        } catch (NumberFormatException | ArithmeticException e) {
            throw mistake("range: '" + json.getText() + "' is no count of tokens; write it as 200000");
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            json.skipChildren();
        }
        return start;
    }

    private BigDecimal price(String field) throws IOException {
        try {
            return Decimals.perMillion(json.getText());
        } catch (IllegalArgumentException e) {
            throw mistake(field + ": " + e.getMessage());
        }
    }

    private FileMistakeException mistake(String what) {
        return new FileMistakeException(file, line(), what);
    }

    private int line() {
        return json.currentTokenLocation().getLineNr();
    }
}
