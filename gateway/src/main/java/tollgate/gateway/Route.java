package tollgate.gateway;

import org.jspecify.annotations.Nullable;

/**
 * A way that a request can take.
 *
 * @param upstreamModel what the upstream calls the model, or null for the name that was asked for
 * @param attempts how often the upstream is called before another way is taken, at least 1
 */
record Route(Upstream upstream, Breaker breaker, @Nullable String upstreamModel, RequestRules rules, int attempts) {}
