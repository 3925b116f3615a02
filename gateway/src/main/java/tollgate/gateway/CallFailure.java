package tollgate.gateway;

/**
 * Why a call to an upstream gave no answer, before a byte of one was passed on.
 *
 * @param again what may be done about it
 * @param retryAfterNanos the least time that the upstream asks for, or {@link RetryAfter#NONE}
 */
record CallFailure(Failure failure, Again again, long retryAfterNanos) {
    /** What may be done about a call that failed. */
    enum Again {
        /** The same call, later. */
        REPEAT,
        /** A call to another upstream. */
        ELSEWHERE,
        /** It is about the request: nothing. */
        NOTHING
    }

    static Again ofStatus(int status) {
        return switch (status) {
            case 429, 502, 503, 504 -> Again.REPEAT;
            default -> status >= 500 || status == 401 || status == 408 ? Again.ELSEWHERE : Again.NOTHING;
        };
    }

    /** Whether the upstream itself has failed, for its {@link Breaker}. */
    static boolean isUpstreamsFault(int status) {
        return status >= 500 || status == 408;
    }
}
