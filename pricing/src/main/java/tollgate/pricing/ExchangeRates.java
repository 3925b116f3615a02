package tollgate.pricing;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tollgate.files.FileContent;
import tollgate.files.FileMistakeException;

/**
 * Dated rates between currencies. Immutable.
 *
 * <p>A request is converted by the newest rate that is not after its UTC day. A rate holds in the direction that is
 * written down and is never turned around: the inverse of a rounded rate is another rate.
 */
public final class ExchangeRates {
    private final Map<Pair, NavigableMap<LocalDate, ExchangeRate>> byPair = new HashMap<>();

    /** @param rates no two of the same pair and day */
    ExchangeRates(List<ExchangeRate> rates) {
        for (ExchangeRate rate : rates) {
            byPair.computeIfAbsent(new Pair(rate.from(), rate.to()), pair -> new TreeMap<>())
                    .put(rate.date(), rate);
        }
    }

    /** No rates: a cost is then given in the currency of its price only. */
    public static ExchangeRates none() {
        return new ExchangeRates(List.of());
    }

    /**
     * The rates of a YAML file, in the form that the module's README shows.
     *
     * @throws FileMistakeException where the file cannot be read or has a mistake, which is named with its line
     */
    public static ExchangeRates read(Path file) {
        return YamlRatesReader.read(FileContent.read(file, PricingFiles.EXCHANGE_RATES));
    }

    @Nullable
    ExchangeRate find(String from, String to, Instant at) {
        NavigableMap<LocalDate, ExchangeRate> dated = byPair.get(new Pair(from, to));
        if (dated == null) {
            return null;
        }
        Map.Entry<LocalDate, ExchangeRate> newest = dated.floorEntry(LocalDate.ofInstant(at, ZoneOffset.UTC));
        return newest == null ? null : newest.getValue();
    }

    private record Pair(String from, String to) {}
}
