package tollgate.setup;

/**
 * What became of one object.
 *
 * @param what kind and name, for people
 * @param note why and what to do, in one line; empty where there is nothing to say
 */
public record Change(Outcome outcome, String what, String note) {
    @Override
    public String toString() {
        String line = "%-9s  %s".formatted(outcome.word(), what);
        return note.isEmpty() ? line : line + ": " + note;
    }
}
