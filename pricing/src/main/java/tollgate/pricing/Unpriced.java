package tollgate.pricing;

/** A request whose cost is not known. That is not a cost of zero. */
public record Unpriced(MissingReason reason) implements Priced {}
