package tollgate.cli;

import org.jspecify.annotations.Nullable;
import tollgate.monitoring.ArrivalMeter;
import tollgate.monitoring.MonitoringServer;
import tollgate.monitoring.ShipperHealth;
import tollgate.monitoring.StreamHealth;
import tollgate.shipper.Shipper;
import tollgate.shipper.bulk.BulkTransport;
import tollgate.stream.StreamShipper;
import tollgate.stream.load.LoadMeter;

/** Health and metrics of a process, or none: then no class of a server or of metrics is loaded. */
final class Monitoring implements AutoCloseable {
    private final @Nullable MonitoringServer server;

    Monitoring(@Nullable MonitoringServer server) {
        this.server = server;
    }

    BulkTransport metered(BulkTransport transport) {
        return server == null ? transport : server.metered(transport);
    }

    LoadMeter loadMeter() {
        return server == null ? LoadMeter.NONE : new ArrivalMeter(server.registry());
    }

    void watch(Shipper shipper) {
        if (server != null) {
            server.watch(new ShipperHealth(shipper, server.registry()));
        }
    }

    /** Until what is returned is closed, if there is anything to close. */
    @Nullable
    StreamHealth watch(StreamShipper shipper) {
        if (server == null) {
            return null;
        }
        StreamHealth health = new StreamHealth(shipper, server.registry());
        server.watch(health);
        return health;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
