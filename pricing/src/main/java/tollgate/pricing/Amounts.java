package tollgate.pricing;

/** The parts of a cost in nano-units, and their sum. */
record Amounts(long input, long cache, long output, long total) {}
