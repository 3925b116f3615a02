package tollgate.shipper.verify;

/**
 * What a comparison of the log-shipper's books with the index found.
 *
 * @param minutes that the books have
 * @param lines that they account for
 * @param differing minutes in which books and index disagree
 */
public record ReconciledLedger(long minutes, long lines, long differing) {
    /** Whether the index has just what the books say. */
    public boolean isClean() {
        return differing == 0;
    }
}
