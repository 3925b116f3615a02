package tollgate.gateway;

import java.util.random.RandomGenerator;

/**
 * What the simulated model makes of one call. Times and counts are log-normal, as those of real models nearly are: most are near
 * the median, a few are far above it.
 *
 * @param firstTokenNanos until the first token, or until the refusal
 * @param tokenNanos from each token to the next
 * @param inputTokens cached ones contained
 * @param outputTokens reasoning contained
 * @param cachedTokens 0 for none
 * @param reasoningTokens 0 for none
 * @param cutShort whether the answer ends because it may not be longer
 */
record SimulatedAnswer(
        Kind kind,
        String id,
        long firstTokenNanos,
        long tokenNanos,
        long inputTokens,
        long outputTokens,
        long cachedTokens,
        long reasoningTokens,
        boolean cutShort) {

    enum Kind {
        ANSWER,
        RATE_LIMITED,
        ERROR,
        NEVER
    }

    private static final double FIRST_TOKEN_MEDIAN_NANOS = 350e6;
    private static final double TOKEN_MEDIAN_NANOS = 15e6;
    private static final double OUTPUT_MEDIAN_TOKENS = 180;
    private static final double TIME_SPREAD = 0.5;
    private static final double OUTPUT_SPREAD = 0.8;
    private static final int SLOW_FACTOR = 10;
    /** Of English text; the JSON around it makes up for the roles' own tokens. */
    private static final int PROMPT_BYTES_PER_TOKEN = 4;
    /** Providers cache prompts in blocks. */
    private static final int CACHE_BLOCK_TOKENS = 64;

    private static final double CACHE_RATIO = 0.3;
    private static final double REASONING_RATIO = 0.2;

    static SimulatedAnswer draw(SimulatedSettings settings, ChatRequest request, RandomGenerator random) {
        double fate = random.nextDouble();
        double slowFrom = settings.rateLimitedRatio() + settings.errorRatio() + settings.timeoutRatio();
        Kind kind = kind(settings, fate);
        boolean slow = kind == Kind.ANSWER && fate < slowFrom + settings.slowRatio();
        double pace = (slow ? SLOW_FACTOR : 1) / settings.speed();
        long wanted = Math.max(1, Math.round(logNormal(OUTPUT_MEDIAN_TOKENS, OUTPUT_SPREAD, random)));
        long output = Math.min(wanted, request.maxTokens());
        long input = Math.max(1, request.promptBytes() / PROMPT_BYTES_PER_TOKEN);
        boolean cached = random.nextDouble() < CACHE_RATIO;
        long cacheable = Math.round(input * random.nextDouble());
        boolean reasons = random.nextDouble() < REASONING_RATIO;
        long reasoning = Math.round(output * random.nextDouble());
        return new SimulatedAnswer(
                kind,
                "chatcmpl-" + Long.toHexString(random.nextLong() | Long.MIN_VALUE),
                Math.round(pace * logNormal(FIRST_TOKEN_MEDIAN_NANOS, TIME_SPREAD, random)),
                Math.round(pace * logNormal(TOKEN_MEDIAN_NANOS, TIME_SPREAD, random)),
                input,
                output,
                cached ? cacheable / CACHE_BLOCK_TOKENS * CACHE_BLOCK_TOKENS : 0,
                reasons ? reasoning : 0,
                output < wanted);
    }

    private static Kind kind(SimulatedSettings settings, double fate) {
        double limit = settings.rateLimitedRatio();
        if (fate < limit) {
            return Kind.RATE_LIMITED;
        }
        limit += settings.errorRatio();
        if (fate < limit) {
            return Kind.ERROR;
        }
        return fate < limit + settings.timeoutRatio() ? Kind.NEVER : Kind.ANSWER;
    }

    private static double logNormal(double median, double spread, RandomGenerator random) {
        return median * Math.exp(spread * random.nextGaussian());
    }

    /** Until the whole answer is there. */
    long totalNanos() {
        return firstTokenNanos + outputTokens * tokenNanos;
    }

    String finishReason() {
        return cutShort ? "length" : "stop";
    }
}
