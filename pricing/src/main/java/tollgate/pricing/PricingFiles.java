package tollgate.pricing;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tollgate.files.FileMistakeException;
import tollgate.files.Refresh;
import tollgate.files.Watched;
import tollgate.files.WatchedFile;

/**
 * A pricer that follows its files without a restart. It has no thread: whoever has a loop calls {@link #refresh}.
 *
 * <p>{@link #pricer} is safe for use by many threads, {@link #refresh} by one at a time.
 */
public final class PricingFiles {
    /** Environment variable: path of the price book. Without it the shipped one is used. */
    public static final String PRICE_BOOK = "TOLLGATE_PRICE_BOOK";

    /**
     * Environment variable: path of the table of exchange rates. Without it costs are in the currency of their price
     * only.
     */
    public static final String EXCHANGE_RATES = "TOLLGATE_EXCHANGE_RATES";

    /** Environment variable: the one currency that all costs are also given in. Without it USD. */
    public static final String REPORTING_CURRENCY = "TOLLGATE_REPORTING_CURRENCY";

    private static final String DEFAULT_CURRENCY = "USD";

    private final Watched<PriceBook> book;
    private final Watched<ExchangeRates> rates;
    private final String reportingCurrency;
    private volatile Pricer pricer;

    /**
     * Reads both files.
     *
     * @param priceBook as {@link PriceBooks#read} takes it, or null for the shipped one
     * @param exchangeRates as {@link ExchangeRates#read} takes it, or null for none
     * @throws FileMistakeException where a file cannot be read or has a mistake
     * @throws IllegalArgumentException where there is no such currency
     */
    public PricingFiles(@Nullable Path priceBook, @Nullable Path exchangeRates, String reportingCurrency) {
        this.reportingCurrency = Currencies.checked(reportingCurrency);
        this.book = priceBook == null
                ? Watched.always(PriceBooks.shipped())
                : new WatchedFile<>(priceBook, PriceBooks::read);
        this.rates = exchangeRates == null
                ? Watched.always(ExchangeRates.none())
                : new WatchedFile<>(exchangeRates, ExchangeRates::read);
        this.pricer = newPricer();
    }

    /**
     * The files that the environment names. A variable that is empty counts as not set.
     *
     * @throws FileMistakeException where a file cannot be read or has a mistake
     * @throws IllegalArgumentException where there is no such currency
     */
    public static PricingFiles fromEnvironment(Map<String, String> environment) {
        String currency = environment.getOrDefault(REPORTING_CURRENCY, "").strip();
        try {
            Currencies.checked(currency.isEmpty() ? DEFAULT_CURRENCY : currency);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(REPORTING_CURRENCY + ": " + e.getMessage(), e);
        }
        return new PricingFiles(
                path(environment, PRICE_BOOK),
                path(environment, EXCHANGE_RATES),
                currency.isEmpty() ? DEFAULT_CURRENCY : currency);
    }

    /** By what the files said at the last refresh at which they had no mistake. */
    public Pricer pricer() {
        return pricer;
    }

    /**
     * Reads the files again that have changed.
     *
     * @return whether there is a new pricer, and the mistakes that were found
     */
    public Refresh refresh() {
        Refresh both = book.refresh().plus(rates.refresh());
        if (both.changed()) {
            pricer = newPricer();
        }
        return both;
    }

    private Pricer newPricer() {
        return new Pricer(book.value(), rates.value(), reportingCurrency);
    }

    private static @Nullable Path path(Map<String, String> environment, String name) {
        String path = environment.getOrDefault(name, "").strip();
        return path.isEmpty() ? null : Path.of(path);
    }
}
