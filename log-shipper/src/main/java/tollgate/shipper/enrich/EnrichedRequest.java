package tollgate.shipper.enrich;

import tollgate.enrichment.Extra;
import tollgate.pricing.Priced;
import tollgate.requestlog.RequestRecord;

/**
 * A request with all that is known of it.
 *
 * @param record what its line says, gaps filled
 * @param cost what it cost, or why that is not known
 */
public record EnrichedRequest(RequestRecord record, Extra extra, Priced cost) {}
