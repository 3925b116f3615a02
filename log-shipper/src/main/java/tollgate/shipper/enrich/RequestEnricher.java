package tollgate.shipper.enrich;

import tollgate.requestlog.RequestRecord;

/** Adds to a request what its line does not say. One thread at a time. */
public interface RequestEnricher {
    EnrichedRequest enrich(RequestRecord record);

    /** Looks whether what it knows has changed; to be called now and then. */
    void refresh();
}
