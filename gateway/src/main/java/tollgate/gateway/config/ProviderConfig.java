package tollgate.gateway.config;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tollgate.gateway.keys.KeyConfig;

/**
 * An OpenAI-compatible endpoint.
 *
 * @param name by which models refer to it
 * @param provider as {@code gen_ai.provider.name}, or null to tell it by the host
 * @param keys in the order in which they are tried; none for an endpoint that asks for none
 */
public record ProviderConfig(String name, URI url, @Nullable String provider, List<KeyConfig> keys) {
    /** Keeps a copy of the keys. */
    public ProviderConfig {
        keys = List.copyOf(keys);
    }
}
