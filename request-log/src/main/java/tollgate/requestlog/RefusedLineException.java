package tollgate.requestlog;

import org.jspecify.annotations.Nullable;

/**
 * A line that breaks the contract: why, and by which field. It has no stack trace, since it speaks of the line and not of the
 * program, and since a file of garbage must not cost more than a file of requests.
 */
public final class RefusedLineException extends Exception {

    /** Why a line is refused. */
    public enum Reason implements Code {
        EMPTY,
        TOO_LONG,
        INVALID_UTF8,
        NOT_JSON,
        NOT_AN_OBJECT,
        DUPLICATE_FIELD,
        MISSING_FIELD,
        WRONG_TYPE,
        BAD_TIMESTAMP,
        NEGATIVE,
        OUT_OF_RANGE,
        UNKNOWN_VALUE;

        private final String code = name().toLowerCase(java.util.Locale.ROOT);

        @Override
        public String code() {
            return code;
        }
    }

    private final Reason reason;
    private final @Nullable Field field;

    RefusedLineException(Reason reason, @Nullable Field field, String explanation) {
        super(explanation, null, false, false);
        this.reason = reason;
        this.field = field;
    }

    /**
     * For readers of other formats.
     *
     * @param field the field of ours that the value was for, or null where no single one is to blame
     * @param explanation one line for people, which must not repeat a value of the line
     */
    public static RefusedLineException of(Reason reason, @Nullable Field field, String explanation) {
        return new RefusedLineException(reason, field, explanation);
    }

    public Reason reason() {
        return reason;
    }

    /** The field that is to blame, where it is one. */
    public @Nullable Field field() {
        return field;
    }

    /** One line for people. It never repeats a value of the line. */
    public String explanation() {
        return String.valueOf(getMessage());
    }
}
