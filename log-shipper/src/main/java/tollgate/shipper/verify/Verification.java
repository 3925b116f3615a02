package tollgate.shipper.verify;

/**
 * What a comparison of log files with the index found.
 *
 * <pre>lines = refused + indexed + lost</pre>
 *
 * Doubled and differing lines are indexed as well. A refused line is lost too where the invalid stream does not have it.
 *
 * @param lines that the files hold
 * @param refused lines that the contract, or Elasticsearch, refuses; each stands in the invalid stream
 * @param indexed lines whose document is there
 * @param lost lines that are nowhere
 * @param doubled lines whose document is there more than once
 * @param differing lines whose document says something else than the line
 */
public record Verification(long lines, long refused, long indexed, long lost, long doubled, long differing) {
    static final Verification NOTHING = new Verification(0, 0, 0, 0, 0, 0);

    /** Whether every line is there once, as it is. */
    public boolean isClean() {
        return lost == 0 && doubled == 0 && differing == 0;
    }

    Verification plus(Verification other) {
        return new Verification(
                lines + other.lines,
                refused + other.refused,
                indexed + other.indexed,
                lost + other.lost,
                doubled + other.doubled,
                differing + other.differing);
    }
}
