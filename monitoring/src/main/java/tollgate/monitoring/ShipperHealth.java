package tollgate.monitoring;

import io.micrometer.core.instrument.MeterRegistry;
import tollgate.shipper.Shipper;
import tollgate.shipper.ShipperCounts;

/** The log-shipper of files: its counts, and whether it is reading. */
public final class ShipperHealth implements Health {
    private final Shipper shipper;

    public ShipperHealth(Shipper shipper, MeterRegistry registry) {
        this.shipper = shipper;
        ShipperCounts counts = shipper.counts();
        Counted.of(registry, counts, each -> each.snapshot().lines()).lines();
        Counted.of(registry, counts, each -> each.snapshot().refused()).refused();
        Counted.of(registry, counts, each -> each.snapshot().reports()).reports();
        Counted.of(registry, counts, each -> each.snapshot().created()).created();
        Counted.of(registry, counts, each -> each.snapshot().thereAlready()).thereAlready();
        Counted.of(registry, counts, each -> each.snapshot().retried()).retried();
    }

    /** The process ends with the shipper. */
    @Override
    public boolean isAlive() {
        return true;
    }

    @Override
    public boolean isReady() {
        return shipper.isReading();
    }
}
