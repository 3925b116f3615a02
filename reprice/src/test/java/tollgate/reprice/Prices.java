package tollgate.reprice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tollgate.pricing.ExchangeRates;
import tollgate.pricing.PriceBooks;
import tollgate.pricing.Pricer;

/** Price books for tests. */
final class Prices {
    /** Writes a book of entries made by {@link #entry}. */
    static Path book(Path folder, String version, String... entries) throws IOException {
        return Files.writeString(
                folder.resolve("book-" + version + ".yaml"),
                "version: \"" + version + "\"\nprices:\n" + String.join("", entries));
    }

    static Pricer pricer(Path book) {
        return new Pricer(PriceBooks.read(book), ExchangeRates.none(), "USD");
    }

    /** One model's prices per million tokens. */
    static String entry(String model, String currency, String input, String output) {
        return entry(model, currency, input, output, "");
    }

    /** @param more lines of the entry, each with four spaces before it and a line feed after it */
    static String entry(String model, String currency, String input, String output, String more) {
        return """
                  - model: "%s"
                    currency: %s
                    input: "%s"
                    output: "%s"
                    source: test
                    as_of: 2026-11-24
                """.formatted(model, currency, input, output) + more;
    }

    private Prices() {}
}
