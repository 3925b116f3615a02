package tollgate.pricing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tollgate.files.FileContent;

/** Price books and usages for tests. */
final class Books {
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private Books() {}

    /** @param prices the items below the key prices, with two spaces before each dash */
    static PriceBook yaml(String prices) {
        return PriceBooks.parse(content("book.yaml", "version: \"1\"\nprices:\n" + prices));
    }

    static FileContent content(String name, String text) {
        return FileContent.of(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** An entry in USD without tiers. */
    static String entry(@Nullable String provider, String model, String input, String output) {
        return (provider == null ? "  - model: \"" + model : "  - provider: " + provider + "\n    model: \"" + model)
                + "\"\n    currency: USD\n    input: \"" + input + "\"\n    output: \"" + output
                + "\"\n    source: test\n    as_of: 2026-11-24\n";
    }

    static Pricer pricer(String prices) {
        return new Pricer(yaml(prices), ExchangeRates.none(), "USD");
    }

    static Usage usage(@Nullable String provider, String model, long input, long output) {
        return usage(provider, model, NOW, input, output);
    }

    static Usage usage(@Nullable String provider, String model, Instant at, long input, long output) {
        return new Usage(provider, model, at, input, output, Usage.UNKNOWN, Usage.UNKNOWN, Usage.UNKNOWN);
    }
}
