package tollgate.gateway.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where requests go, as it stands in a file, checked.
 *
 * @param defaultModel the model of requests that name none
 * @param otherModels the provider that models which are not listed are asked of, under their own names; null where requests for
 *     them are refused
 */
public record RoutingConfig(
        List<ProviderConfig> providers,
        List<ModelConfig> models,
        String defaultModel,
        @Nullable String otherModels) {
    /** Keeps copies of the lists. */
    public RoutingConfig {
        providers = List.copyOf(providers);
        models = List.copyOf(models);
    }
}
