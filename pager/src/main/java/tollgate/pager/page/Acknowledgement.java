package tollgate.pager.page;

import java.time.Instant;

/**
 * Somebody has taken over.
 *
 * @param pageKey of the page
 * @param by who
 */
public record Acknowledgement(String pageKey, String by, Instant at) {}
