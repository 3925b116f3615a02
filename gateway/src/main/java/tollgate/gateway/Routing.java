package tollgate.gateway;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where each model's requests go. It never changes: a new configuration is another one, and a request stays with the one that it
 * began with.
 *
 * @param defaultModel the model of requests that name none
 * @param models those that are listed, with their providers
 * @param names all names that have metrics of their own
 * @param ways by name or alias: the way to take, then those to fall back to
 * @param others the way of all other models, or null where they are refused
 * @param provider of all ways, or null where there are several
 */
record Routing(
        String defaultModel,
        Map<String, String> models,
        Set<String> names,
        Map<String, List<Route>> ways,
        @Nullable List<Route> others,
        @Nullable String provider,
        boolean simulated) {

    /** The ways of a model; null where there is none. */
    @Nullable
    List<Route> waysOf(String model) {
        List<Route> known = ways.get(model);
        return known == null ? others : known;
    }
}
