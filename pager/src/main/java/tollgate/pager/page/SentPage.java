package tollgate.pager.page;

import java.time.Instant;

/**
 * What became of a delivery, to be noted for people.
 *
 * @param delivered whether the receiver has it, or has said so
 * @param attempts how often it was sent
 * @param reason why not; empty where it was delivered
 * @param at when that was known, UTC
 */
public record SentPage(Delivery delivery, boolean delivered, int attempts, String reason, Instant at) {}
