package tollgate.setup;

/** Which object. */
record Ref(Kind kind, String id) {
    /** As {@link #toString} writes it. */
    static Ref parse(String text) {
        int slash = text.indexOf('/');
        return new Ref(Kind.ofType(text.substring(0, slash)), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return kind.type() + "/" + id;
    }
}
