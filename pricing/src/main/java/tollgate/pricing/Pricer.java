package tollgate.pricing;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Prices requests by one price book and one table of exchange rates. Safe for use by many threads; fit to be called for
 * every line of a log, as it remembers the prices of the models it has seen and calculates in 64 bits wherever these
 * suffice.
 */
public final class Pricer {
    /**
     * Model names come from outside, so the memory of them is bounded. Emptied when full: real models come back at
     * once.
     */
    static final int REMEMBERED_MODELS = 4096;

    private final PriceBook book;
    private final ExchangeRates rates;
    private final String reportingCurrency;
    private final ConcurrentMap<Key, Lookup> remembered = new ConcurrentHashMap<>();

    /**
     * A pricer with a memory of its own.
     *
     * @param reportingCurrency the one currency that all costs are also given in, ISO 4217
     * @throws IllegalArgumentException where there is no such currency
     */
    public Pricer(PriceBook book, ExchangeRates rates, String reportingCurrency) {
        this.book = book;
        this.rates = rates;
        this.reportingCurrency = Currencies.checked(reportingCurrency);
    }

    /** The version of the price book in use. */
    public String priceVersion() {
        return book.version();
    }

    /**
     * What the request cost, or why that is not known. A problem with the model is named before one with the counts.
     */
    public Priced price(Usage usage) {
        return switch (lookup(new Key(usage.provider(), usage.model()))) {
            case Lookup.Nothing nothing -> new Unpriced(nothing.reason());
            case PriceHistory history -> price(usage, history.at(usage.at()));
        };
    }

    int remembered() {
        return remembered.size();
    }

    private Priced price(Usage usage, @Nullable PriceEntry entry) {
        if (entry == null) {
            return new Unpriced(MissingReason.NO_PRICE_AT_TIME);
        }
        MissingReason fault = usage.fault();
        if (fault != null) {
            return new Unpriced(fault);
        }
        Amounts amounts;
        try {
            amounts = entry.tier(usage.inputTokens()).amounts(usage);
        } catch (ArithmeticException tooLarge) {
            return new Unpriced(MissingReason.AMOUNT_OVERFLOW);
        }
        return cost(usage, entry.currency(), amounts);
    }

    private Cost cost(Usage usage, String currency, Amounts amounts) {
        long reported = Usage.UNKNOWN;
        MissingReason missing = null;
        if (currency.equals(reportingCurrency)) {
            reported = amounts.total();
        } else {
            ExchangeRate rate = rates.find(currency, reportingCurrency, usage.at());
            if (rate == null) {
                missing = MissingReason.NO_RATE;
            } else {
                try {
                    reported = rate.convert(amounts.total());
                } catch (ArithmeticException tooLarge) {
                    missing = MissingReason.AMOUNT_OVERFLOW;
                }
            }
        }
        return new Cost(
                currency,
                amounts.input(),
                amounts.cache(),
                amounts.output(),
                amounts.total(),
                reportingCurrency,
                reported,
                missing,
                book.version());
    }

    private Lookup lookup(Key key) {
        Lookup known = remembered.get(key);
        if (known != null) {
            return known;
        }
        if (remembered.size() >= REMEMBERED_MODELS) {
            remembered.clear();
        }
        Lookup found = book.find(key.provider(), key.model());
        remembered.put(key, found);
        return found;
    }

    private record Key(@Nullable String provider, String model) {}
}
