package tollgate.sampletraffic;

import static tollgate.requestlog.RequestRecord.UNKNOWN;

import tollgate.requestlog.Outcome;
import tollgate.requestlog.UsageSource;

/** What was counted of a request; what nobody counted is {@link tollgate.requestlog.RequestRecord#UNKNOWN}. */
record Tokens(long input, long output, long cacheRead, long cacheCreation, long reasoning, UsageSource source) {
    private static final double NOT_TOLD = 0.02;
    private static final double CACHED = 0.35;
    private static final double REASONING = 0.25;

    static Tokens draw(Draws draws, Outcome outcome) {
        long input = 1 + (long) draws.logNormal(900, 1.1);
        long output = 1 + (long) draws.logNormal(220, 0.9);
        if (outcome == Outcome.ABORTED) {
            return new Tokens(UNKNOWN, output, UNKNOWN, UNKNOWN, UNKNOWN, UsageSource.ESTIMATED);
        }
        if (outcome != Outcome.OK || draws.chance(NOT_TOLD)) {
            return new Tokens(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UsageSource.UNKNOWN);
        }
        boolean cached = draws.chance(CACHED);
        return new Tokens(
                input,
                output,
                cached ? input / 2 : 0,
                cached ? input / 5 : UNKNOWN,
                draws.chance(REASONING) ? output / 3 : UNKNOWN,
                UsageSource.PROVIDER);
    }

    boolean priceable() {
        return input != UNKNOWN && output != UNKNOWN;
    }

    SampleCost cost(SamplePrice price) {
        return price.of(input, output, Math.max(0, cacheRead), Math.max(0, cacheCreation));
    }
}
