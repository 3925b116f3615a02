package tollgate.shipper.usage;

/**
 * A minute of the books on its way to Elasticsearch, as {@link UsageReport} is: later ones of the same minute hold only what the
 * ones before lack.
 *
 * @param sequence number of the report among all that this shipper ever made
 */
public record ReconciliationReport(long sequence, ReconciledMinute minute) {}
