package tollgate.cli;

import java.time.InstantSource;
import tollgate.elasticsearch.Cluster;
import tollgate.shipper.Shipper;
import tollgate.shipper.ShipperSettings;
import tollgate.shipper.bulk.HttpBulkTransport;
import tollgate.shipper.enrich.RequestEnricher;

/** One log-shipper that follows the files. */
final class FileShipping implements Shipping {
    private final Background shipper;

    FileShipping(ShipperSettings settings, Cluster cluster, RequestEnricher enricher) {
        Shipper files = new Shipper(settings, new HttpBulkTransport(cluster), enricher, InstantSource.system());
        shipper = new Background(
                "log-shipper",
                () -> {
                    files.run();
                    return null;
                },
                files::stop);
    }

    @Override
    public void check() throws CommandFailedException, InterruptedException {
        shipper.check();
    }

    @Override
    public void close() {
        shipper.close();
    }
}
