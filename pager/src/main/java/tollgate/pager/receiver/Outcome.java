package tollgate.pager.receiver;

import java.time.Duration;

/** What became of a page at a receiver. No reason has a secret in it. */
public sealed interface Outcome {
    /** The receiver has said that it has it. */
    record Delivered() implements Outcome {}

    /**
     * Whether it has it nobody knows, or it has it not and may take it later.
     *
     * @param after the least time until then; zero where it does not say
     */
    record Retry(String reason, Duration after) implements Outcome {}

    /** It does not want it, however often it is asked. */
    record Refused(String reason) implements Outcome {}

    /** It may take it later, and does not say when. */
    static Outcome retry(String reason) {
        return new Retry(reason, Duration.ZERO);
    }
}
