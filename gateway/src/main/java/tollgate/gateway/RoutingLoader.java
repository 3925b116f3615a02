package tollgate.gateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tollgate.files.FileMistakeException;
import tollgate.gateway.config.ModelConfig;
import tollgate.gateway.config.ProviderConfig;
import tollgate.gateway.config.RoutingConfig;
import tollgate.gateway.keys.KeyRing;

/** Makes a routing of what is configured. */
final class RoutingLoader {
    /**
     * A routing with what it needs.
     *
     * @param keys to be kept fresh while it is used
     */
    record Loaded(Routing routing, List<KeyRing> keys) {}

    private static final String UPSTREAM = "default";

    private final Upstreams upstreams;
    private final Upstream simulated;

    RoutingLoader(Upstreams upstreams, Upstream simulated) {
        this.upstreams = upstreams;
        this.simulated = simulated;
    }

    /** Of the settings alone: one upstream for all models. */
    Loaded of(GatewaySettings settings) {
        GatewaySettings.Endpoint endpoint = settings.upstream();
        GatewaySettings.Defaults defaults = settings.defaults();
        List<KeyRing> keys = new ArrayList<>();
        Upstream upstream = simulated;
        int attempts = 1; // the simulated model's failures are there to be seen
        if (endpoint.url() != null) {
            String provider = Providers.ofHost(endpoint.url().getHost());
            KeyRing ring = KeyRing.of(
                    provider,
                    endpoint.apiKey() == null ? null : endpoint.apiKey().secret());
            keys.add(ring);
            upstream = upstreams.http(endpoint.url(), provider, ring);
            attempts = settings.attempts();
        }
        RequestRules rules = new RequestRules(
                new ModelConfig.Temperature(defaults.temperature(), null, null),
                new ModelConfig.MaxTokens((long) defaults.maxTokens(), null));
        List<Route> only = List.of(new Route(upstream, upstreams.breaker(UPSTREAM), null, rules, attempts));
        Map<String, String> models = new LinkedHashMap<>();
        for (String model : defaults.models()) {
            models.put(model, upstream.provider());
        }
        return new Loaded(
                new Routing(
                        defaults.model(),
                        models,
                        Set.copyOf(defaults.models()),
                        Map.of(),
                        only,
                        upstream.provider(),
                        endpoint.url() == null),
                keys);
    }

    /**
     * Of a configuration file. Reads all keys, so it may block.
     *
     * @param file for messages
     * @throws FileMistakeException where a key cannot be read
     */
    Loaded of(RoutingConfig config, int attempts, String file) {
        Map<String, Upstream> byName = new HashMap<>();
        List<KeyRing> keys = new ArrayList<>();
        for (ProviderConfig provider : config.providers()) {
            String name = Objects.requireNonNullElseGet(
                    provider.provider(), () -> Providers.ofHost(provider.url().getHost()));
            KeyRing ring = new KeyRing(provider.name(), provider.keys());
            ring.refresh((key, cause) -> {
                throw new FileMistakeException(file, key.line(), String.valueOf(cause.getMessage()));
            });
            keys.add(ring);
            byName.put(provider.name(), upstreams.http(provider.url(), name, ring));
        }
        Map<String, Route> routes = new LinkedHashMap<>();
        for (ModelConfig model : config.models()) {
            routes.put(
                    model.name(),
                    new Route(
                            Objects.requireNonNull(byName.get(model.provider())),
                            upstreams.breaker(model.provider()),
                            model.upstreamModel(),
                            new RequestRules(model.temperature(), model.maxTokens()),
                            attempts));
        }
        return new Loaded(routing(config, byName, routes, attempts), keys);
    }

    private Routing routing(
            RoutingConfig config, Map<String, Upstream> byName, Map<String, Route> routes, int attempts) {
        Map<String, List<Route>> ways = new HashMap<>();
        Map<String, String> models = new LinkedHashMap<>();
        for (ModelConfig model : config.models()) {
            Route first = Objects.requireNonNull(routes.get(model.name()));
            List<Route> way = new ArrayList<>(List.of(first));
            model.fallbacks().forEach(name -> way.add(Objects.requireNonNull(routes.get(name))));
            models.put(model.name(), first.upstream().provider());
            ways.put(model.name(), List.copyOf(way));
            model.aliases().forEach(alias -> ways.put(alias, List.copyOf(way)));
        }
        String others = config.otherModels();
        Set<String> providers = new HashSet<>();
        byName.values().forEach(upstream -> providers.add(upstream.provider()));
        return new Routing(
                config.defaultModel(),
                models,
                Set.copyOf(ways.keySet()),
                Map.copyOf(ways),
                others == null
                        ? null
                        : List.of(new Route(
                                Objects.requireNonNull(byName.get(others)),
                                upstreams.breaker(others),
                                null,
                                RequestRules.NONE,
                                attempts)),
                providers.size() == 1 ? providers.iterator().next() : null,
                false);
    }
}
