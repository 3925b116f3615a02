package tollgate.pricing;

/** The outcome of pricing one request: what it cost, or why that is not known. */
public sealed interface Priced permits Cost, Unpriced {}
