package tollgate.access.limit;

import java.time.Instant;

/**
 * A budget that is used up.
 *
 * @param period {@code daily} or {@code monthly}
 * @param until when the next period begins
 */
public record Spent(String period, Budget.Action action, Instant until) {}
