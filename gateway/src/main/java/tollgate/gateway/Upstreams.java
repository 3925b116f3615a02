package tollgate.gateway;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.ClientFactoryOptions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tollgate.gateway.keys.KeyRing;

/** Makes upstreams, which share their connections and what is known of their health over changes of the configuration. */
final class Upstreams implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final ClientFactory factory;
    private final Map<String, Breaker> breakers = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final MeterRegistry registry;

    /** @param workers those of the requests that make calls; they are not ended with this */
    Upstreams(EventLoopGroup workers, InstantSource clock, MeterRegistry registry) {
        this.factory = ClientFactory.builder()
                .workerGroup(workers, false)
                .connectTimeout(CONNECT_TIMEOUT)
                .eventLoopSchedulerFactory(CallersEventLoop::new)
                // A request's headers and body leave together. They do not wait for each other: see HttpUpstream.
                .option(
                        ClientFactoryOptions.CHANNEL_PIPELINE_CUSTOMIZER,
                        pipeline -> pipeline.addFirst(new FlushConsolidationHandler(
                                FlushConsolidationHandler.DEFAULT_EXPLICIT_FLUSH_AFTER_FLUSHES, true)))
                .build();
        this.clock = clock;
        this.registry = registry;
    }

    /** @param provider as {@code gen_ai.provider.name} */
    Upstream http(URI base, String provider, KeyRing keys) {
        return new HttpUpstream(factory, base, provider, keys, clock);
    }

    /** @param name of the upstream in the configuration, of which there are few */
    Breaker breaker(String name) {
        return breakers.computeIfAbsent(name, _ -> {
            Breaker breaker = new Breaker(name);
            Gauge.builder("tollgate.upstream.breaker.open", breaker, Breaker::openness)
                    .description("0 where calls go through, 0.5 while single ones try, 1 where none is made")
                    .tag("upstream", name)
                    .register(registry);
            return breaker;
        });
    }

    @Override
    public void close() {
        factory.close();
    }
}
