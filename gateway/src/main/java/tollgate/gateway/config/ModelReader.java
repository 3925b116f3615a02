package tollgate.gateway.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tollgate.files.YamlMap;

/** Reads one model. */
final class ModelReader {
    private static final String PROVIDER = "provider";
    private static final String UPSTREAM_MODEL = "upstream_model";
    private static final String ALIASES = "aliases";
    private static final String TEMPERATURE = "temperature";
    private static final String MAX_TOKENS = "max_tokens";
    private static final String FALLBACKS = "fallbacks";
    private static final String DEFAULT = "default";
    private static final String MIN = "min";
    private static final String MAX = "max";

    static final Set<String> KEYS =
            Values.ordered(PROVIDER, UPSTREAM_MODEL, ALIASES, TEMPERATURE, MAX_TOKENS, FALLBACKS);

    static ModelConfig read(YamlMap.Named entry, Set<String> providers) {
        YamlMap map = entry.map();
        String name = name(entry);
        String provider = map.text(PROVIDER);
        if (!providers.contains(provider)) {
            throw map.mistake(PROVIDER, "'" + provider + "' is no provider of this file; name one of them");
        }
        return new ModelConfig(
                name,
                map.has(ALIASES) ? map.texts(ALIASES) : List.of(),
                provider,
                Objects.requireNonNullElse(map.optional(UPSTREAM_MODEL, Values::name), name),
                temperature(map),
                maxTokens(map),
                map.has(FALLBACKS) ? map.texts(FALLBACKS) : List.of());
    }

    private static String name(YamlMap.Named entry) {
        try {
            return Values.name(entry.name());
        } catch (IllegalArgumentException e) {
            throw entry.map().mistake("the model's name " + e.getMessage());
        }
    }

    private static ModelConfig.Temperature temperature(YamlMap map) {
        if (!map.has(TEMPERATURE)) {
            return ModelConfig.Temperature.FREE;
        }
        YamlMap band = map.map(TEMPERATURE, Values.ordered(DEFAULT, MIN, MAX));
        BigDecimal standard = band.optional(DEFAULT, Values::temperature);
        BigDecimal least = band.optional(MIN, Values::temperature);
        BigDecimal most = band.optional(MAX, Values::temperature);
        if (isAbove(least, most) || isAbove(least, standard) || isAbove(standard, most)) {
            throw band.mistake("min, default and max are not in this order; correct one of them");
        }
        return new ModelConfig.Temperature(standard, least, most);
    }

    private static ModelConfig.MaxTokens maxTokens(YamlMap map) {
        if (!map.has(MAX_TOKENS)) {
            return ModelConfig.MaxTokens.FREE;
        }
        YamlMap limit = map.map(MAX_TOKENS, Values.ordered(DEFAULT, MAX));
        Long standard = limit.optional(DEFAULT, Values::count);
        Long most = limit.optional(MAX, Values::count);
        if (isAbove(standard, most)) {
            throw limit.mistake("default is above max; correct one of them");
        }
        return new ModelConfig.MaxTokens(standard, most);
    }

    private static <T extends Comparable<T>> boolean isAbove(@Nullable T lower, @Nullable T upper) {
        return lower != null && upper != null && lower.compareTo(upper) > 0;
    }

    private ModelReader() {}
}
