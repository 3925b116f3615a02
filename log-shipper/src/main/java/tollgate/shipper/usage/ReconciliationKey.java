package tollgate.shipper.usage;

import org.jspecify.annotations.Nullable;

/**
 * What the books of lines count together.
 *
 * @param minute of the {@code @timestamp} of the document that a line became, in minutes since 1970 UTC
 * @param currency of the requests' costs, null for lines that have none
 */
public record ReconciliationKey(long minute, @Nullable String currency) {}
