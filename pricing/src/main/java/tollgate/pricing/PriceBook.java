package tollgate.pricing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Prices of models. Immutable; {@link PriceBooks} reads it from a file.
 *
 * <p>Which price a request gets, in this order:
 *
 * <ol>
 *   <li>The provider. A request that names one gets an entry of that provider, else an entry that names none; never
 *       another provider's. A request that names none gets an entry that names none, else one of the default provider,
 *       else one of the only provider that sells the model. Where several do, it has no price
 *       ({@link MissingReason#AMBIGUOUS_PROVIDER}).
 *   <li>The most specific pattern that matches the model: a name before a glob; of two globs the one with more
 *       characters that are no wildcards, then the one with fewer wildcards, then the first in the book.
 *   <li>The time. Of that pattern, the entry that held at the request's time. Where there is none, it has no price
 *       ({@link MissingReason#NO_PRICE_AT_TIME}): a wider pattern does not step in, as its price would be a guess.
 * </ol>
 */
public final class PriceBook {
    private static final Comparator<PriceHistory> MOST_SPECIFIC =
            Comparator.comparing(PriceHistory::model, ModelPattern.MOST_SPECIFIC);

    private final String version;
    private final int entries;
    private final int free;
    private final int skipped;
    private final Map<String, List<PriceHistory>> byName;
    private final List<PriceHistory> globs;

    PriceBook(String version, List<PriceEntry> entries, int skipped) {
        this.version = version;
        this.entries = entries.size();
        this.free = (int) entries.stream().filter(PriceEntry::isFree).count();
        this.skipped = skipped;
        List<PriceHistory> histories =
                entries.stream().collect(groupingBy(Key::of, LinkedHashMap::new, toList())).values().stream()
                        .map(PriceHistory::new)
                        .toList();
        this.byName = histories.stream()
                .filter(history -> !history.model().glob())
                .collect(groupingBy(history -> history.model().text()));
        this.globs =
                histories.stream().filter(history -> history.model().glob()).toList();
    }

    /** The version that the book declares and a hash of its content, such as {@code 2026-11-24+sha256.0123456789ab}. */
    public String version() {
        return version;
    }

    /** How many prices it holds, each pattern and time counted. */
    public int entries() {
        return entries;
    }

    /** How many of them are zero throughout: models that somebody wrote down as free. */
    public int freeEntries() {
        return free;
    }

    /** How many entries of the file were left out because they price no tokens: images, audio, searches. */
    public int skippedEntries() {
        return skipped;
    }

    Lookup find(@Nullable String provider, String model) {
        List<PriceHistory> matching = matching(model.toLowerCase(Locale.ROOT));
        if (provider != null) {
            String name = ProviderNames.canonical(provider);
            return firstKind(matching, history -> name.equals(history.provider()), PriceBook::anyProvider);
        }
        return firstKind(matching, PriceBook::anyProvider, PriceHistory::defaultProvider, history -> true);
    }

    private static boolean anyProvider(PriceHistory history) {
        return history.provider() == null;
    }

    @SafeVarargs
    private static Lookup firstKind(List<PriceHistory> matching, Predicate<PriceHistory>... kinds) {
        for (Predicate<PriceHistory> kind : kinds) {
            List<PriceHistory> those = matching.stream().filter(kind).toList();
            if (!those.isEmpty()) {
                PriceHistory best = those.stream().min(MOST_SPECIFIC).orElseThrow();
                boolean oneProvider =
                        those.stream().allMatch(other -> Objects.equals(other.provider(), best.provider()));
                return oneProvider ? best : new Lookup.Nothing(MissingReason.AMBIGUOUS_PROVIDER);
            }
        }
        return new Lookup.Nothing(MissingReason.UNKNOWN_MODEL);
    }

    private List<PriceHistory> matching(String model) {
        List<PriceHistory> matching = new ArrayList<>(byName.getOrDefault(model, List.of()));
        for (PriceHistory history : globs) {
            if (history.model().matches(model)) {
                matching.add(history);
            }
        }
        return matching;
    }

    private record Key(@Nullable String provider, ModelPattern model) {
        static Key of(PriceEntry entry) {
            return new Key(entry.provider(), entry.model());
        }
    }
}
