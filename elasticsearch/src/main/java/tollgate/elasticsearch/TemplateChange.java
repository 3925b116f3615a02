package tollgate.elasticsearch;

/**
 * What became of an index template, or of the lifecycle of a data stream.
 *
 * @param what kind and name, for people
 * @param note what to know and to do, in one line; empty where there is nothing to say
 */
public record TemplateChange(Result result, String what, String note) {
    /** What became of it, or would become of it. */
    public enum Result {
        CREATED,
        UPDATED,
        UNCHANGED,
        /** Something else holds, and stays. */
        KEPT,
        /** The cluster refuses it. */
        FAILED
    }

    @Override
    public String toString() {
        return note.isEmpty() ? what : what + ": " + note;
    }
}
