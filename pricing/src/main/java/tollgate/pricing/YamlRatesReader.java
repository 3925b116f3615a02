package tollgate.pricing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tollgate.files.FileContent;
import tollgate.files.YamlMap;

/** Reads a table of exchange rates in YAML, whose form the README shows. */
final class YamlRatesReader {
    private static final Set<String> TABLE_KEYS = Set.of("rates");
    private static final Set<String> RATE_KEYS = new LinkedHashSet<>(List.of("date", "from", "to", "rate"));

    private YamlRatesReader() {}

    static ExchangeRates read(FileContent content) {
        List<ExchangeRate> rates = new ArrayList<>();
        for (YamlMap map : YamlMap.root(content, TABLE_KEYS).maps("rates", RATE_KEYS)) {
            ExchangeRate rate = rate(map);
            for (ExchangeRate other : rates) {
                if (rate.date().equals(other.date())
                        && rate.from().equals(other.from())
                        && rate.to().equals(other.to())) {
                    throw map.mistake("a second rate from " + rate.from() + " to " + rate.to() + " on " + rate.date()
                            + "; remove one");
                }
            }
            rates.add(rate);
        }
        return new ExchangeRates(rates);
    }

    private static ExchangeRate rate(YamlMap map) {
        LocalDate date = map.value("date", Moments::day);
        String from = map.value("from", Currencies::checked);
        String to = map.value("to", Currencies::checked);
        if (from.equals(to)) {
            throw map.mistake("to", "is the same currency as from; remove this rate");
        }
        BigDecimal rate = map.value("rate", Decimals::plain);
        if (rate.signum() == 0) {
            throw map.mistake("rate", "is 0; write how much one " + from + " was worth in " + to);
        }
        return ExchangeRate.of(date, from, to, rate);
    }
}
