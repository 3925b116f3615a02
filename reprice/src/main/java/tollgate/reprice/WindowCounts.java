package tollgate.reprice;

/**
 * What became of usage windows. A window is one minute, or one hour, of one provider, model, tenant, outcome and stream flag.
 *
 * @param corrected documents of corrections that were written
 * @param incomplete windows that do not count the very requests that the index has, most often since the log-shipper has not
 *     reported all of them yet; they are as they were
 */
public record WindowCounts(long corrected, long incomplete) {
    WindowCounts plus(WindowCounts other) {
        return new WindowCounts(corrected + other.corrected, incomplete + other.incomplete);
    }
}
