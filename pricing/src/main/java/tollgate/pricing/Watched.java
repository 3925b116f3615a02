package tollgate.pricing;

/** A value that may be replaced by a newer one when asked to look. */
interface Watched<T> {
    T value();

    /**
     * Looks for a newer value.
     *
     * @return whether there is one
     * @throws PricingFileException where there is one that cannot be used, once; the old value stays
     */
    boolean refresh();

    /** A value that never changes. */
    static <T> Watched<T> always(T value) {
        return new Watched<>() {
            @Override
            public T value() {
                return value;
            }

            @Override
            public boolean refresh() {
                return false;
            }
        };
    }
}
