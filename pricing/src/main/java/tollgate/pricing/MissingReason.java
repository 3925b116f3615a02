package tollgate.pricing;

/** Why a cost, or its amount in the reporting currency, is not known. Never a reason to write 0. */
public enum MissingReason {
    /** No entry of the price book matches the model and its provider. */
    UNKNOWN_MODEL("unknown_model"),

    /** The request names no provider, and several providers sell the model at prices of their own. */
    AMBIGUOUS_PROVIDER("ambiguous_provider"),

    /** The price book knows the model, but no price of it that held at the request's time. */
    NO_PRICE_AT_TIME("no_price_at_time"),

    /** The total of the input or of the output tokens is not known. */
    UNKNOWN_USAGE("unknown_usage"),

    /** The counts contradict each other: a part is larger than the total that contains it, or a count is negative. */
    INCONSISTENT_USAGE("inconsistent_usage"),

    /** The amount is too large to be counted in nano-units, so counts or prices must be wrong. */
    AMOUNT_OVERFLOW("amount_overflow"),

    /** The cost is known, but no exchange rate into the reporting currency on the request's day or before. */
    NO_RATE("no_rate");

    private final String code;

    MissingReason(String code) {
        this.code = code;
    }

    /** The stable word for it in documents and metrics. */
    public String code() {
        return code;
    }
}
