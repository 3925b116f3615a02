package tollgate.pricing;

/** What a price book knows of a model of a provider. */
sealed interface Lookup permits PriceHistory, Lookup.Nothing {

    /** It has no price to offer, at any time. */
    record Nothing(MissingReason reason) implements Lookup {}
}
