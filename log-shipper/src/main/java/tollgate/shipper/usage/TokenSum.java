package tollgate.shipper.usage;

import static tollgate.requestlog.RequestRecord.UNKNOWN;

/**
 * A sum of counts of which some may be unknown. It is unknown until the first known count, so that "nobody said" never turns
 * into zero. Each count is at most 10^12, so nine million of them fit.
 */
final class TokenSum {
    private TokenSum() {}

    static long add(long sum, long count) {
        if (count == UNKNOWN) {
            return sum;
        }
        return sum == UNKNOWN ? count : sum + count;
    }
}
