package tollgate.adapters;

import tollgate.requestlog.RefusedLineException;
import tollgate.requestlog.RequestRecord;

/**
 * The lines of one kind of gateway. One thread at a time.
 *
 * <p>Every format asks the same of a line as Tollgate's own: not longer than {@link tollgate.requestlog.LineReader#MAX_LINE_BYTES},
 * UTF-8, one JSON object, no known field twice, every value of its type and in its range. Whatever the bytes are, the line is
 * read or refused; there is no other exception. A record that is read can be written and read as a line of Tollgate's own.
 */
public interface LineFormat {
    /** Stands for a model that the gateway does not know, since a record must name one. No price book sells it. */
    String UNKNOWN_MODEL = "unknown";

    /** The name that a setting chooses it by. */
    String name();

    /**
     * The record that a line stands for, without its line feed.
     *
     * @throws RefusedLineException where the line is no request of this format; the explanation never repeats a value
     */
    RequestRecord read(byte[] bytes, int offset, int length) throws RefusedLineException;

    /**
     * Whether a line may hold prompts, answers or keys beside what is read. Whoever keeps refused lines must then keep them
     * without their text.
     */
    boolean mayHoldContent();
}
