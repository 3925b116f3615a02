package tollgate.pricing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import tollgate.files.FileContent;
import tollgate.files.FileMistakeException;

/** Where price books come from. */
public final class PriceBooks {
    private static final String SHIPPED = "price-book.yaml";

    private PriceBooks() {}

    /**
     * The book that comes with this version: list prices of the models of the large providers, each with its source and
     * date.
     */
    public static PriceBook shipped() {
        try (InputStream resource = PriceBooks.class.getResourceAsStream(SHIPPED)) {
            if (resource == null) {
                throw new IllegalStateException(SHIPPED + " is not on the class path; build the module again");
            }
            return parse(FileContent.of(SHIPPED, resource.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The book in a file: our YAML, in the form that the module's README shows, or LiteLLM's {@code
     * model_prices_and_context_window.json} as it is. The content says which: JSON starts with a brace.
     *
     * @throws FileMistakeException where the file cannot be read or has a mistake, which is named with its line
     */
    public static PriceBook read(Path file) {
        return parse(FileContent.read(file, PricingFiles.PRICE_BOOK));
    }

    static PriceBook parse(FileContent content) {
        return content.text().stripLeading().startsWith("{")
                ? LiteLlmReader.read(content)
                : YamlPriceBookReader.read(content);
    }
}
