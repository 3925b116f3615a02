package tollgate.access.limit;

/**
 * What is left of a limit.
 *
 * @param resetNanos until all of it is there again, if nothing is asked for meanwhile
 */
public record Allowance(long limit, long remaining, long resetNanos) {}
