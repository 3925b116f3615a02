package tollgate.access.limit;

/**
 * How much may be asked for; 0 stands for no limit.
 *
 * @param requestsPerSecond as many may come at once, and so many a second in the long run
 * @param tokensPerMinute of input and output together, counted as requests end
 * @param concurrentStreams streamed answers that are open at the same time
 */
public record RateLimits(long requestsPerSecond, long tokensPerMinute, long concurrentStreams) {
    /** Above it, the arithmetic of {@link Bucket} would not be exact. */
    public static final long MOST = 1_000_000_000;

    /** No limit at all. */
    public static final RateLimits NONE = new RateLimits(0, 0, 0);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException where one is negative or above {@link #MOST}
     */
    public RateLimits {
        check(requestsPerSecond);
        check(tokensPerMinute);
        check(concurrentStreams);
    }

    private static void check(long number) {
        if (number < 0 || number > MOST) {
            throw new IllegalArgumentException("a limit is a whole number from 0 to " + MOST);
        }
    }
}
