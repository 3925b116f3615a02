package tollgate.sampletraffic;

import static tollgate.requestlog.RequestRecord.UNKNOWN;

import tollgate.requestlog.Outcome;

/** How long a request takes, in nanoseconds, to the microsecond. */
record Times(long latencyNanos, long ttftNanos, long upstreamNanos, long overheadNanos) {
    private static final double NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final double REFUSED_MILLIS = 6;
    private static final double FAILED_MILLIS = 900;
    private static final double TIMEOUT_MILLIS = 60_000;

    static Times draw(Draws draws, Ending ending, SampleModel model, boolean stream, long outputTokens) {
        long overhead = nanos(draws.logNormal(0.5, 0.5));
        long first = nanos(draws.logNormal(model.firstTokenMillis(), 0.5) * ending.slowness());
        long tokens = Math.max(1, outputTokens);
        long answer = first + nanos(tokens * draws.logNormal(model.tokenMillis(), 0.2) * ending.slowness());
        boolean answered = ending.outcome() == Outcome.OK || ending.outcome() == Outcome.ABORTED;
        long upstream = switch (ending.outcome()) {
            case OK, ABORTED -> answer;
            case CLIENT_ERROR, POLICY -> UNKNOWN;
            case RATE_LIMITED -> nanos(draws.logNormal(REFUSED_MILLIS, 0.4));
            case UPSTREAM_ERROR -> nanos(draws.logNormal(FAILED_MILLIS, 0.7));
            case TIMEOUT -> nanos(TIMEOUT_MILLIS);
        };
        return new Times(Math.max(0, upstream) + overhead, answered && stream ? first : UNKNOWN, upstream, overhead);
    }

    private static long nanos(double millis) {
        return (long) (millis * NANOS_PER_MILLI) / NANOS_PER_MICRO * NANOS_PER_MICRO;
    }
}
