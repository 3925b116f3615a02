package tollgate.gateway;

/** Where a member of a body stands, if it does. */
final class BodyMember {
    final String name;
    private boolean seen;
    private boolean given;
    private int start;
    private int end;

    BodyMember(String name) {
        this.name = name;
    }

    /**
     * The value has begun.
     *
     * @return whether the member was there already
     */
    boolean begin(int at, boolean isNull) {
        boolean twice = seen;
        seen = true;
        given = !isNull;
        start = at;
        return twice;
    }

    void end(int at) {
        end = at;
    }

    /** Whether it is there and not null. */
    boolean isGiven() {
        return given;
    }

    int length() {
        return end - start;
    }

    /** Puts another value in its place, or the whole member at the start of the object. */
    void set(byte[] value, int objectStart, BodyEdits edits) {
        if (seen) {
            edits.replace(start, end, value);
        } else {
            edits.insert(objectStart, RequestRules.member(name, value));
        }
    }
}
