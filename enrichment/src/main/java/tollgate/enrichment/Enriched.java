package tollgate.enrichment;

import tollgate.requestlog.RequestRecord;

/**
 * A record after enrichment.
 *
 * @param record with its gaps filled and the caller's address masked; its identity is that of the line
 * @param extra what a record has no field for
 */
public record Enriched(RequestRecord record, Extra extra) {}
