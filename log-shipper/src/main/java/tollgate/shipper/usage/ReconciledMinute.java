package tollgate.shipper.usage;

/** The books of a minute and currency, or the part of them that came late. */
public record ReconciledMinute(ReconciliationKey key, ReconciliationSums sums) {}
