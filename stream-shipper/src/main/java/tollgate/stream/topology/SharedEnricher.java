package tollgate.stream.topology;

import tollgate.requestlog.RequestRecord;
import tollgate.shipper.enrich.EnrichedRequest;
import tollgate.shipper.enrich.RequestEnricher;

/** One for all threads: prices and tables are large, and a look at them is short. */
final class SharedEnricher implements RequestEnricher {
    private final RequestEnricher enricher;

    SharedEnricher(RequestEnricher enricher) {
        this.enricher = enricher;
    }

    @Override
    public synchronized EnrichedRequest enrich(RequestRecord record) {
        return enricher.enrich(record);
    }

    @Override
    public synchronized void refresh() {
        enricher.refresh();
    }
}
