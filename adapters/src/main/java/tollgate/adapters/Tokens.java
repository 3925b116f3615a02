package tollgate.adapters;

import static tollgate.requestlog.RequestRecord.UNKNOWN;

import tollgate.requestlog.LineReader;
import tollgate.requestlog.RefusedLineException;
import tollgate.requestlog.RefusedLineException.Reason;

/** Counts of tokens that follow from others. */
final class Tokens {
    /**
     * A total and the parts that it does not contain yet.
     *
     * @param blamed the field that says the total
     * @param parts those that are not known add nothing
     */
    static long sum(ForeignField blamed, long total, long... parts) throws RefusedLineException {
        long sum = total;
        for (long part : parts) {
            sum += part == UNKNOWN ? 0 : part;
        }
        if (sum > LineReader.MAX_COUNT) {
            throw RefusedLineException.of(
                    Reason.OUT_OF_RANGE,
                    blamed.feeds(),
                    blamed.path() + " is above " + LineReader.MAX_COUNT + " together with its cached parts");
        }
        return sum;
    }

    private Tokens() {}
}
