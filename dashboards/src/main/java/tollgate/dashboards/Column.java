package tollgate.dashboards;

/**
 * A column of a panel's query.
 *
 * @param name as the query has it
 * @param type as Elasticsearch has it
 * @param label what people read
 */
public record Column(String name, Type type, Role role, Format format, String label) {
    /** ES|QL's types, as far as panels use them. */
    public enum Type {
        LONG,
        INTEGER,
        DOUBLE,
        KEYWORD,
        DATE,
        BOOLEAN;

        public boolean numeric() {
            return this == LONG || this == INTEGER || this == DOUBLE;
        }
    }

    /** What the panel does with it. */
    public enum Role {
        /** A measure: the figure of a metric or gauge, a line or bar, a cell of a heat map, the size of a slice. */
        VALUE,
        /** The smaller figure beside a metric's. */
        SECONDARY,
        /** Where a gauge begins. */
        MINIMUM,
        /** Where a gauge ends. */
        MAXIMUM,
        /** The horizontal axis. */
        X,
        /** The vertical axis of a heat map. */
        Y,
        /** One line, one slice, one figure for each of its values. */
        SERIES,
        /** A column of a table. */
        COLUMN
    }

    /** How a value is written. */
    public enum Format {
        /** As it is. */
        PLAIN,
        /** A whole number. */
        COUNT,
        /** A whole number of tokens. */
        TOKENS,
        /** An amount of the reporting currency, or of the currency that stands beside it. */
        MONEY,
        /** Milliseconds. */
        MILLISECONDS,
        /** Seconds. */
        SECONDS,
        /** Days. */
        DAYS,
        /** A ratio, 1 being 100 %. */
        PERCENT,
        /** Bytes. */
        BYTES,
        /** A number with two decimals. */
        DECIMAL
    }
}
