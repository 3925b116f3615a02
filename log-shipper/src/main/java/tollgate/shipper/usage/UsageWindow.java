package tollgate.shipper.usage;

/** A window's key with its sums. */
public record UsageWindow(UsageKey key, UsageSums sums) {}
