package tollgate.pager;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import tollgate.pager.page.Delivery;

/** What the pager counts. Labels are names of receivers and actions, of which there are few. */
final class PagerMetrics {
    private static final String RECEIVER = "receiver";
    private static final String ACTION = "action";

    private final MeterRegistry registry;

    PagerMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void delivered(Delivery delivery, Instant now) {
        counter("tollgate.pager.pages.delivered", delivery).increment();
        Timer.builder("tollgate.pager.delivery")
                .description("From the decision to page until a receiver has it")
                .tag(RECEIVER, delivery.receiver())
                .register(registry)
                .record(Duration.between(delivery.since(), now));
    }

    void failed(Delivery delivery) {
        counter("tollgate.pager.attempts.failed", delivery).increment();
    }

    void undeliverable(Delivery delivery) {
        counter("tollgate.pager.pages.undeliverable", delivery).increment();
    }

    /** Counts so many heartbeats. */
    void heartbeats(boolean arrived, int more) {
        Counter.builder("tollgate.pager.heartbeats")
                .description("Heartbeats by what became of them")
                .tag("outcome", arrived ? "success" : "failure")
                .register(registry)
                .increment(more);
    }

    private Counter counter(String name, Delivery delivery) {
        return Counter.builder(name)
                .tag(RECEIVER, delivery.receiver())
                .tag(ACTION, delivery.content().action().code())
                .register(registry);
    }

    void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }
}
