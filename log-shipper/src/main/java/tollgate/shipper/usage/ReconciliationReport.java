package tollgate.shipper.usage;

/**
 * A closed minute of the books, as {@link UsageReport} is: later ones of the same minute hold only what the ones before lack.
 *
 * @param sequence number of the report among all that this shipper ever made
 */
public record ReconciliationReport(long sequence, ReconciledMinute minute) {}
