package tollgate.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tollgate.files.FileContent;
import tollgate.files.FileMistakeException;

/**
 * Each mistake is put into a good book by replacing one piece of it; the message names the file, the line and what to
 * do.
 */
class YamlMistakesTest {
    private static final String GOOD = """
            version: "1"
            prices:
              - provider: acme
                model: [m, "m-*"]
                from: 2026-01-01
                until: 2026-02-01
                currency: USD
                input: "2"
                cache_read: "1"
                output: "10"
                tiers:
                  - above: 100
                    input: "3"
                    cache_read: "2"
                    output: "20"
                source: test
                as_of: 2026-11-24
              - provider: acme
                model: m
                from: 2026-02-01
                currency: USD
                input: "4"
                output: "10"
                source: test
                as_of: 2026-11-24
            """;

    @Test
    void goodBookIsRead() {
        assertThat(PriceBooks.parse(Books.content("book.yaml", GOOD)).entries()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            version: "1"       | v: "1"               | 1  | unknown key 'v'; known here: version, prices
            version: "1"       | # none               | 2  | 'version' is missing; add it
            input: "2"         | inptu: "2"           | 8  | unknown key 'inptu'; known here: provider,
            input: "2"         | input: "-2"          | 8  | input: '-2' is negative; write a number of 0 or more
            input: "2"         | input: 2e-6          | 8  | input: '2e-6' is no plain decimal; write it as 0.25
            input: "2"         | input: 1,5           | 8  | input: '1,5' is no plain decimal
            input: "2"         | input:               | 8  | expected a text or a number here
            input: "2"         | # none               | 3  | 'input' is missing; add it
            output: "10"       | input: "10"          | 10 | key 'input' stands here twice; remove one
            from: 2026-01-01   | from: 2026-13-01     | 5  | from: '2026-13-01' is no time; write it as 2026-03-13 or
            from: 2026-01-01   | from: 2026-02-01     | 6  | until: is not after from
            from: 2026-02-01   | from: 2026-01-31     | 19 | model: 'm' of the same provider has a price for some of this time in line 3 already
            from: 2026-02-01   | # none               | 19 | model: 'm' of the same provider has a price for some of this time in line 3 already
            currency: USD      | currency: RMB        | 7  | currency: unknown currency 'RMB'; use a code of ISO 4217
            currency: USD      | currency: usd        | 7  | currency: unknown currency 'usd'
            model: [m, "m-*"]  | model: []            | 4  | model: the list is empty; name at least one
            model: [m, "m-*"]  | model: [m, M]        | 4  | model: 'm' of the same provider has a price for some of this time in line 3 already
            above: 100         | above: 1e5           | 12 | above: '1e5' is no count of tokens; write it as 200000
            cache_read: "2"    | # none               | 12 | 'cache_read' is missing in this tier, the entry has it; add it
            source: test       | # none               | 3  | 'source' is missing; add it
            as_of: 2026-11-24  | as_of: yesterday     | 17 | as_of: 'yesterday' is no date; write it as 2026-03-13
            provider: acme     | default_provider: true | 3 | default_provider: no provider is named here; name one
            prices:            | prices: none         | 3  | is no YAML: mapping values are not allowed here
            prices:            | prices: [            | 3  | is no YAML:
            """)
    void aMistakeIsNamedWithItsLine(String good, String bad, int line, String message) {
        String text = GOOD.replaceFirst(Pattern.quote(good), bad);
        assertThat(text).isNotEqualTo(GOOD);

        assertThatThrownBy(() -> PriceBooks.parse(Books.content("book.yaml", text)))
                .isInstanceOf(FileMistakeException.class)
                .hasMessageStartingWith("book.yaml:" + line + ": " + message)
                .message()
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                     | book.yaml: is empty; it needs the keys version, prices
            - a                    | book.yaml:1: expected keys with values here: version, prices
            version: 1             | book.yaml:1: 'prices' is missing; add it
            """)
    void whatIsNoBookIsRefused(String text, String message) {
        assertThatThrownBy(() -> PriceBooks.parse(Books.content("book.yaml", text)))
                .isInstanceOf(FileMistakeException.class)
                .hasMessage(message);
    }

    @Test
    void tiersAreSorted() {
        String text = GOOD.replace(
                "    source: test\n    as_of: 2026-11-24\n  - provider",
                "      - above: 100\n        input: 1\n        cache_read: 1\n        output: 1\n"
                        + "    source: test\n    as_of: 2026-11-24\n  - provider");
        assertThatThrownBy(() -> PriceBooks.parse(Books.content("book.yaml", text)))
                .hasMessageStartingWith("book.yaml:16: above: is not larger than that of the tier before");
    }

    @Test
    void reasoningHasOnePrice() {
        String text = GOOD.replaceFirst("cache_read: \"1\"", "reasoning: 1\n    output_with_reasoning: 2");
        assertThatThrownBy(() -> PriceBooks.parse(Books.content("book.yaml", text)))
                .hasMessageStartingWith("book.yaml:9: reasoning: stands beside output_with_reasoning");
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        assertThatThrownBy(() -> FileContent.of("book.yaml", new byte[] {'v', (byte) 0xff}))
                .isInstanceOf(FileMistakeException.class)
                .hasMessage("book.yaml: is not UTF-8; save it as UTF-8");
    }
}
