package tollgate.access.limit;

/**
 * A bucket of permits that fills steadily: empty, it is full again after one period. In whole numbers, so that nothing is rounded
 * away: its level is counted in permits times ticks of the period, and each tick adds as many of these as the bucket holds
 * permits. One thread at a time.
 *
 * <p>It may be overdrawn by what is known only afterwards; then nothing is had until that is paid back.
 */
final class Bucket {
    /** Half of what a long holds, so that sums of two levels fit. */
    private static final long DEEPEST = Long.MIN_VALUE / 2;

    private final long permits;
    private final long periodTicks;
    private final long tickNanos;
    private final long full;
    private long level;
    private long filledAt;

    /** Full at first. Permits times ticks must be less than 2^61. */
    Bucket(long permits, long periodTicks, long tickNanos, long now) {
        this.permits = permits;
        this.periodTicks = periodTicks;
        this.tickNanos = tickNanos;
        this.full = Math.multiplyExact(permits, periodTicks);
        this.level = full;
        this.filledAt = now;
    }

    private void fill(long now) {
        long ticks = (now - filledAt) / tickNanos;
        if (ticks <= 0) {
            return;
        }
        filledAt += ticks * tickNanos;
        long missing = full - level;
        level = ticks > missing / permits ? full : level + ticks * permits;
    }

    /** Whole permits that are there; 0 where it is overdrawn. */
    long available(long now) {
        fill(now);
        return Math.max(0, level / periodTicks);
    }

    /** Takes them, whether they are there or not. */
    void take(long count, long now) {
        fill(now);
        long most = (level - DEEPEST) / periodTicks;
        level = count > most ? DEEPEST : level - count * periodTicks;
    }

    /** The shortest time after which so many are there, in nanoseconds; 0 where they are. */
    long nanosUntil(long count, long now) {
        fill(now);
        long missing = count * periodTicks - level;
        if (missing <= 0) {
            return 0;
        }
        long ticks = missing / permits + (missing % permits == 0 ? 0 : 1);
        return ticks > Long.MAX_VALUE / tickNanos ? Long.MAX_VALUE : ticks * tickNanos - (now - filledAt);
    }

    long permits() {
        return permits;
    }
}
