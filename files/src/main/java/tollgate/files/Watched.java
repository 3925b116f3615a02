package tollgate.files;

/** A value that may be replaced by a newer one when asked to look. One thread at a time. */
public interface Watched<T> {
    /** By what was found at the last look at which there was no mistake. */
    T value();

    /** Looks for a newer value. One that cannot be used changes nothing and is a mistake, told once. */
    Refresh refresh();

    /** A value that never changes. */
    static <T> Watched<T> always(T value) {
        return new Watched<>() {
            @Override
            public T value() {
                return value;
            }

            @Override
            public Refresh refresh() {
                return Refresh.NOTHING;
            }
        };
    }
}
