package tollgate.reprice;

/** What a new price does to a request. */
enum Change {
    /** The document says it already. */
    NONE,
    /** The cost stays, or stays unknown for the same reason; only the version of the price book is another. */
    VERSION_ONLY,
    /** The cost, or the reason why there is none, is another. */
    COST,
    /** There was no cost and there is one. */
    NEWLY_PRICED,
    /** There was a cost and there is none. */
    NEWLY_UNPRICED
}
