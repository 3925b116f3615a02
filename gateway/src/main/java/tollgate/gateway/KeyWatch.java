package tollgate.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import tollgate.gateway.keys.KeyKeeper;
import tollgate.gateway.keys.KeyRing;

/** Reads providers' keys again every minute, on a thread of its own, and shows their ages. */
final class KeyWatch implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final KeyKeeper keeper;
    private final MultiGauge ages;
    private final Thread thread;

    KeyWatch(MeterRegistry registry, Audit audit, InstantSource clock) {
        this.keeper = new KeyKeeper(clock, audit);
        this.ages = MultiGauge.builder("tollgate.provider.key.age")
                .description("Since the key that a provider knows the gateway by was made; replace it at 90 days")
                .baseUnit("seconds")
                .register(registry);
        this.thread = Thread.ofVirtual().name("provider-keys").unstarted(this::run);
    }

    /** Begins to read again. */
    void start() {
        thread.start();
    }

    /** From now on, these. */
    void keep(List<KeyRing> rings) {
        keeper.keep(rings);
        show();
    }

    private void show() {
        List<MultiGauge.Row<?>> rows = keeper.agesSeconds().entrySet().stream()
                .<MultiGauge.Row<?>>map(entry -> MultiGauge.Row.of(
                        Tags.of("upstream", entry.getKey()),
                        () -> keeper.agesSeconds().getOrDefault(entry.getKey(), Double.NaN)))
                .toList();
        ages.register(rows, true);
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(INTERVAL);
                keeper.refresh();
                show();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
