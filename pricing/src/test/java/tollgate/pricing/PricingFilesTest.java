package tollgate.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.files.FileMistakeException;
import tollgate.files.Refresh;

class PricingFilesTest {
    private static final String HEAD = "version: \"1\"\nprices:\n";
    private static final String RATES = "rates:\n  - {date: 2026-01-01, from: USD, to: EUR, rate: \"%s\"}\n";

    @TempDir
    Path folder;

    private Path book = Path.of("");
    private Path rates = Path.of("");
    private Instant modified = Instant.parse("2026-11-24T12:00:00Z");

    @BeforeEach
    void writeFiles() throws IOException {
        book = folder.resolve("book.yaml");
        rates = folder.resolve("rates.yaml");
        write(book, HEAD + Books.entry("acme", "m", "1", "1"));
        write(rates, RATES.formatted("0.9"));
    }

    @Test
    void anUnchangedFileIsNotReadAgain() {
        PricingFiles files = new PricingFiles(book, rates, "EUR");
        Pricer pricer = files.pricer();

        assertThat(files.refresh()).isEqualTo(new Refresh(false, List.of()));
        assertThat(files.pricer()).isSameAs(pricer);
    }

    @Test
    void aChangedBookIsReadAgain() throws IOException {
        PricingFiles files = new PricingFiles(book, null, "USD");
        assertThat(totalNanos(files)).isEqualTo(1_000);

        write(book, HEAD + Books.entry("acme", "m", "2", "1"));

        assertThat(totalNanos(files)).as("before the refresh").isEqualTo(1_000);
        assertThat(files.refresh()).isEqualTo(new Refresh(true, List.of()));
        assertThat(totalNanos(files)).isEqualTo(2_000);
    }

    @Test
    void changedRatesAreReadAgain() throws IOException {
        PricingFiles files = new PricingFiles(book, rates, "EUR");
        assertThat(reportingNanos(files)).isEqualTo(900);

        write(rates, RATES.formatted("0.8"));

        assertThat(files.refresh().changed()).isTrue();
        assertThat(reportingNanos(files)).isEqualTo(800);
    }

    /** Same size, same modification time, put there by a rename as careful editors do. */
    @Test
    void anotherFileOfTheSameNameIsAChange() throws IOException {
        PricingFiles files = new PricingFiles(book, null, "USD");
        Path other = folder.resolve("other.yaml");
        Files.writeString(other, HEAD + Books.entry("acme", "m", "3", "1"));
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(book));
        Files.move(other, book, StandardCopyOption.REPLACE_EXISTING);

        assertThat(files.refresh().changed()).isTrue();
        assertThat(totalNanos(files)).isEqualTo(3_000);
    }

    @Test
    void aBrokenBookKeepsTheOldOneAndIsToldOncePerChange() throws IOException {
        PricingFiles files = new PricingFiles(book, null, "USD");

        write(book, HEAD + Books.entry("acme", "m", "-2", "1"));
        assertThat(files.refresh().mistakes())
                .containsExactly(
                        book
                                + ":6: input: '-2' is negative; write a number of 0 or more; the version before stays in force");
        assertThat(files.refresh()).isEqualTo(new Refresh(false, List.of()));
        assertThat(totalNanos(files)).isEqualTo(1_000);

        write(book, HEAD + Books.entry("acme", "m", "-3", "1"));
        assertThat(files.refresh().mistakes()).singleElement().asString().contains("'-3' is negative");

        write(book, HEAD + Books.entry("acme", "m", "4", "1"));
        assertThat(files.refresh()).isEqualTo(new Refresh(true, List.of()));
        assertThat(totalNanos(files)).isEqualTo(4_000);
    }

    @Test
    void aBookThatIsGoneKeepsTheOldOneUntilItIsBack() throws IOException {
        PricingFiles files = new PricingFiles(book, null, "USD");

        Files.delete(book);
        assertThat(files.refresh().mistakes())
                .containsExactly(
                        book
                                + ": no such file; put it there or correct TOLLGATE_PRICE_BOOK; the version before stays in force");
        assertThat(files.refresh().mistakes()).isEmpty();
        assertThat(totalNanos(files)).isEqualTo(1_000);

        write(book, HEAD + Books.entry("acme", "m", "5", "1"));
        assertThat(files.refresh().changed()).isTrue();
        assertThat(totalNanos(files)).isEqualTo(5_000);
    }

    @Test
    void goodRatesAreTakenThoughTheBookIsBroken() throws IOException {
        PricingFiles files = new PricingFiles(book, rates, "EUR");

        write(book, "prices: {");
        write(rates, RATES.formatted("0.7"));

        Refresh refresh = files.refresh();
        assertThat(refresh.changed()).isTrue();
        assertThat(refresh.mistakes()).hasSize(1);
        assertThat(reportingNanos(files)).isEqualTo(700);
    }

    @Test
    void atTheStartABrokenFileIsAnError() throws IOException {
        write(rates, "rates: 1");

        assertThatThrownBy(() -> new PricingFiles(book, rates, "EUR"))
                .isInstanceOf(FileMistakeException.class)
                .hasMessage(rates + ":1: rates: expected a list, each item with a dash before it");
        assertThatThrownBy(() -> new PricingFiles(folder.resolve("none.yaml"), null, "EUR"))
                .isInstanceOf(FileMistakeException.class)
                .hasMessageContaining("none.yaml: no such file");
        assertThatThrownBy(() -> new PricingFiles(folder, null, "EUR"))
                .isInstanceOf(FileMistakeException.class)
                .hasMessageContaining("check that it is a file");
    }

    @Test
    void withoutSettingsTheShippedBookIsUsedAndCostsAreReportedInDollars() {
        PricingFiles files = PricingFiles.fromEnvironment(Map.of("TOLLGATE_PRICE_BOOK", " "));

        assertThat(files.pricer().priceVersion()).isEqualTo(PriceBooks.shipped().version());
        assertThat(files.refresh().changed()).isFalse();
        assertThat(files.pricer().price(Books.usage("openai", "gpt-4o", 1, 0)))
                .asInstanceOf(type(Cost.class))
                .extracting(Cost::reportingCurrency, Cost::reportingNanos)
                .containsExactly("USD", 2_500L);
    }

    @Test
    void theEnvironmentNamesFilesAndCurrency() {
        PricingFiles files = PricingFiles.fromEnvironment(Map.of(
                "TOLLGATE_PRICE_BOOK", book.toString(),
                "TOLLGATE_EXCHANGE_RATES", rates.toString(),
                "TOLLGATE_REPORTING_CURRENCY", "EUR"));

        assertThat(reportingNanos(files)).isEqualTo(900);
    }

    @Test
    void aWrongCurrencyIsNamedWithItsVariable() {
        assertThatThrownBy(() -> PricingFiles.fromEnvironment(Map.of("TOLLGATE_REPORTING_CURRENCY", "euro")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("TOLLGATE_REPORTING_CURRENCY: unknown currency 'euro'; use a code of ISO 4217");
    }

    private static long totalNanos(PricingFiles files) {
        return cost(files).totalNanos();
    }

    private static long reportingNanos(PricingFiles files) {
        return cost(files).reportingNanos();
    }

    private static Cost cost(PricingFiles files) {
        Priced priced = files.pricer().price(Books.usage("acme", "m", 1, 0));
        assertThat(priced).isInstanceOf(Cost.class);
        return (Cost) priced;
    }

    /** Sets a time of its own for each version, as two writings may fall into one tick of the file system's clock. */
    private void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        modified = modified.plusSeconds(1);
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }
}
