package tollgate.gateway.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tollgate.files.FileSection;
import tollgate.files.YamlMap;

/** Reads providers and models. Absent where the file has neither. */
public final class RoutingSection implements FileSection<Optional<RoutingConfig>> {
    private static final String PROVIDERS = "providers";
    private static final String MODELS = "models";
    private static final String DEFAULT_MODEL = "default_model";
    private static final String OTHER_MODELS = "other_models";

    private final ProviderReader providers;

    /** @param environment what keys that come from the environment are looked up in */
    public RoutingSection(Map<String, String> environment) {
        this.providers = new ProviderReader(environment);
    }

    @Override
    public Set<String> keys() {
        return Values.ordered(PROVIDERS, MODELS, DEFAULT_MODEL, OTHER_MODELS);
    }

    @Override
    public Optional<RoutingConfig> read(YamlMap file) {
        if (keys().stream().noneMatch(file::has)) {
            return Optional.empty();
        }
        Map<String, ProviderConfig> known = new LinkedHashMap<>();
        for (YamlMap.Named entry : file.named(PROVIDERS, ProviderReader.KEYS)) {
            ProviderConfig provider = providers.read(entry);
            if (known.put(provider.name(), provider) != null) {
                throw entry.map().mistake("the provider '" + provider.name() + "' stands here twice; remove one");
            }
        }
        List<ModelConfig> models = models(file, known.keySet());
        return Optional.of(new RoutingConfig(
                List.copyOf(known.values()), models, defaultModel(file, models), otherModels(file, known.keySet())));
    }

    private static List<ModelConfig> models(YamlMap file, Set<String> providers) {
        List<YamlMap.Named> entries = file.named(MODELS, ModelReader.KEYS);
        if (entries.isEmpty()) {
            throw file.mistake(MODELS, "name at least one model");
        }
        Map<String, YamlMap> names = new HashMap<>();
        List<ModelConfig> models = new ArrayList<>();
        for (YamlMap.Named entry : entries) {
            ModelConfig model = ModelReader.read(entry, providers);
            models.add(model);
            claim(names, model.name(), entry.map());
            model.aliases().forEach(alias -> claim(names, alias, entry.map()));
        }
        for (ModelConfig model : models) {
            for (String fallback : model.fallbacks()) {
                if (model.name().equals(fallback)
                        || models.stream().noneMatch(other -> other.name().equals(fallback))) {
                    throw Objects.requireNonNull(names.get(model.name()))
                            .mistake(
                                    "fallbacks", "'" + fallback + "' is no other model of this file; name one of them");
                }
            }
        }
        return models;
    }

    private static void claim(Map<String, YamlMap> names, String name, YamlMap entry) {
        if (names.put(name, entry) != null) {
            throw entry.mistake("'" + name + "' is the name or alias of another model, too; a name means one model");
        }
    }

    private static String defaultModel(YamlMap file, List<ModelConfig> models) {
        String name = file.textOrNull(DEFAULT_MODEL);
        if (name == null) {
            return models.getFirst().name();
        }
        if (models.stream()
                .noneMatch(model -> model.name().equals(name) || model.aliases().contains(name))) {
            throw file.mistake(DEFAULT_MODEL, "'" + name + "' is no model of this file; name one of them");
        }
        return name;
    }

    private static @Nullable String otherModels(YamlMap file, Set<String> providers) {
        String name = file.textOrNull(OTHER_MODELS);
        if (name != null && !providers.contains(name)) {
            throw file.mistake(OTHER_MODELS, "'" + name + "' is no provider of this file; name one of them");
        }
        return name;
    }
}
