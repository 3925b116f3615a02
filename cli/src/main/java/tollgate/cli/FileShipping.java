package tollgate.cli;

import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.elasticsearch.Cluster;
import tollgate.shipper.AuditShipper;
import tollgate.shipper.Shipper;
import tollgate.shipper.ShipperException;
import tollgate.shipper.ShipperSettings;
import tollgate.shipper.bulk.HttpBulkTransport;
import tollgate.shipper.enrich.RequestEnricher;

/** One log-shipper that follows the files. */
final class FileShipping implements Shipping {
    private static final Logger LOG = LoggerFactory.getLogger(FileShipping.class);

    private final Background shipper;
    private final Background audit;

    /** @param auditSettings whose input are the audit logs */
    FileShipping(ShipperSettings settings, ShipperSettings auditSettings, Cluster cluster, RequestEnricher enricher) {
        audit = audit(auditSettings, cluster);
        Shipper files = new Shipper(settings, new HttpBulkTransport(cluster), enricher, InstantSource.system());
        shipper = new Background(
                "log-shipper",
                () -> {
                    files.run();
                    return null;
                },
                files::stop);
    }

    /** A shipper of audit logs in a thread of its own. */
    static Background audit(ShipperSettings settings, Cluster cluster) {
        AuditShipper files = new AuditShipper(settings, new HttpBulkTransport(cluster), InstantSource.system());
        return new Background(
                "shipper of audit logs",
                () -> {
                    try {
                        files.run();
                    } catch (ShipperException e) { // the other shipper goes on
                        LOG.error("audit logs are not shipped any more: {}", e.getMessage());
                        throw e;
                    }
                    return null;
                },
                files::stop);
    }

    @Override
    public void check() throws CommandFailedException, InterruptedException {
        audit.check();
        shipper.check();
    }

    @Override
    public void close() {
        shipper.close();
        audit.close();
    }
}
