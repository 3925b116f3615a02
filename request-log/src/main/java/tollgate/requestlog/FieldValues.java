package tollgate.requestlog;

import java.io.IOException;
import java.time.Instant;

/** The value at which a reader stands, as the type that is asked for, within its bounds. */
interface FieldValues {
    Instant timestamp(Field field) throws IOException, RefusedLineException;

    /** At most {@link LineReader#MAX_TEXT_CHARS} characters. */
    String text(Field field) throws IOException, RefusedLineException;

    /** A text of which a log has few different ones; the same string for the same text. */
    String repeated(Field field) throws IOException, RefusedLineException;

    boolean bool(Field field) throws IOException, RefusedLineException;

    long whole(Field field, long least, long most) throws IOException, RefusedLineException;

    /** Milliseconds as nanoseconds. */
    long nanos(Field field) throws IOException, RefusedLineException;
}
