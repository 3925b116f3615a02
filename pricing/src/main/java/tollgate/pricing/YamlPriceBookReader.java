package tollgate.pricing;

import static java.util.stream.Collectors.toCollection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import tollgate.files.FileContent;
import tollgate.files.YamlMap;
import tollgate.pricing.TokenPricesBuilder.Part;

/**
 * Reads a price book in YAML, whose form the README shows. Each entry has a source and a date, so that it can be
 * checked.
 */
final class YamlPriceBookReader {
    private static final List<Part> PARTS = List.of(Part.values());
    private static final Set<String> BOOK_KEYS = keys("version", "prices");
    private static final Set<String> TIER_KEYS = keysWithPrices("above");
    private static final Set<String> ENTRY_KEYS = keysWithPrices(
            "provider", "default_provider", "model", "from", "until", "currency", "tiers", "source", "as_of");

    private YamlPriceBookReader() {}

    static PriceBook read(FileContent content) {
        YamlMap book = YamlMap.root(content, BOOK_KEYS);
        String version = content.versioned(book.text("version"));
        List<PriceEntry> entries = new ArrayList<>();
        for (YamlMap map : book.maps("prices", ENTRY_KEYS)) {
            for (PriceEntry entry : entries(map)) {
                checkOverlap(map, entry, entries);
                entries.add(entry);
            }
        }
        return new PriceBook(version, entries, 0);
    }

    private static List<PriceEntry> entries(YamlMap map) {
        map.text("source");
        map.value("as_of", Moments::day);
        String provider = map.optional("provider", ProviderNames::canonical);
        boolean defaultProvider = Boolean.TRUE.equals(map.optional("default_provider", YamlPriceBookReader::flag));
        if (defaultProvider && provider == null) {
            throw map.mistake("default_provider", "no provider is named here; name one, or remove this key");
        }
        Instant from = Objects.requireNonNullElse(map.optional("from", Moments::moment), Instant.MIN);
        Instant until = Objects.requireNonNullElse(map.optional("until", Moments::moment), Instant.MAX);
        if (!from.isBefore(until)) {
            throw map.mistake("until", "is not after from; it is the first moment at which the price holds no more");
        }
        String currency = map.value("currency", Currencies::checked);
        List<Tier> tiers = tiers(map);
        return map.texts("model").stream()
                .map(ModelPattern::ofGlob)
                .map(model ->
                        new PriceEntry(provider, defaultProvider, model, from, until, currency, tiers, map.line()))
                .toList();
    }

    private static List<Tier> tiers(YamlMap map) {
        List<Tier> tiers = new ArrayList<>();
        tiers.add(new Tier(PriceEntry.ALL, prices(map)));
        if (map.has("tiers")) {
            for (YamlMap tier : map.maps("tiers", TIER_KEYS)) {
                long above = tier.value("above", YamlPriceBookReader::tokens);
                if (above <= tiers.getLast().above()) {
                    throw tier.mistake("above", "is not larger than that of the tier before; sort the tiers");
                }
                for (Part part : PARTS) {
                    if (map.has(key(part)) && !tier.has(key(part))) {
                        throw tier.mistake("'" + key(part) + "' is missing in this tier, the entry has it; add it");
                    }
                }
                tiers.add(new Tier(above, prices(tier)));
            }
        }
        return tiers;
    }

    private static TokenPrices prices(YamlMap map) {
        if (map.has(key(Part.REASONING)) && map.has(key(Part.OUTPUT_WITH_REASONING))) {
            throw map.mistake(key(Part.REASONING), "stands beside output_with_reasoning; remove one of them");
        }
        TokenPricesBuilder prices = new TokenPricesBuilder();
        for (Part part : PARTS) {
            if (part == Part.INPUT || part == Part.OUTPUT || map.has(key(part))) {
                prices.set(part, map.value(key(part), Decimals::plain));
            }
        }
        return Objects.requireNonNull(prices.build());
    }

    private static void checkOverlap(YamlMap map, PriceEntry entry, List<PriceEntry> before) {
        for (PriceEntry other : before) {
            if (entry.model().equals(other.model())
                    && Objects.equals(entry.provider(), other.provider())
                    && entry.overlaps(other)) {
                throw map.mistake(
                        "model",
                        "'" + entry.model().text() + "' of the same provider has a price for some of this time in line "
                                + other.line() + " already; set from and until so that they do not overlap");
            }
        }
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
        };
    }

    private static long tokens(String text) {
        if (text.matches("\\d{1,12}")) {
            return Long.parseLong(text);
        }
        throw new IllegalArgumentException("'" + text + "' is no count of tokens; write it as 200000");
    }

    private static String key(Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }

    private static Set<String> keys(String... keys) {
        return Stream.of(keys).collect(toCollection(LinkedHashSet::new));
    }

    private static Set<String> keysWithPrices(String... keys) {
        return Stream.concat(Stream.of(keys), PARTS.stream().map(YamlPriceBookReader::key))
                .collect(toCollection(LinkedHashSet::new));
    }
}
