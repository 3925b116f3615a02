package tollgate.gateway;

import java.io.IOException;
import java.util.Arrays;

/**
 * Splits a stream of server-sent events into events, wherever its pieces were cut. An event ends with an empty line; a line ends
 * with LF, CR or CRLF (WHATWG HTML, section 9.2.5).
 */
final class SseSplitter {
    /** Takes one event, its empty line contained. */
    interface Target {
        void event(byte[] block, int from, int to) throws IOException;
    }

    private static final byte[] NOTHING = new byte[0];

    private final int limitBytes;
    private byte[] begun = NOTHING;
    private boolean lineIsEmpty = true;
    private boolean afterReturn;

    /** @param limitBytes a longer event is refused */
    SseSplitter(int limitBytes) {
        this.limitBytes = limitBytes;
    }

    /**
     * Gives on the events that these bytes complete, and keeps the rest. Events of one call lie in one block, one after the
     * other; where nothing was kept from before, it is the array that was given.
     */
    void split(byte[] bytes, Target target) throws IOException {
        byte[] block = begun.length == 0 ? bytes : join(begun, bytes);
        int from = 0;
        for (int i = begun.length; i < block.length; i++) {
            byte c = block[i];
            if (c == '\n' && afterReturn) {
                afterReturn = false;
                if (i == from) { // the rest of the CRLF that ended the event before
                    target.event(block, from, i + 1);
                    from = i + 1;
                }
                continue;
            }
            afterReturn = c == '\r';
            if (c != '\n' && c != '\r') {
                lineIsEmpty = false;
            } else if (lineIsEmpty) {
                if (afterReturn && i + 1 < block.length && block[i + 1] == '\n') {
                    afterReturn = false;
                    i++;
                }
                target.event(block, from, i + 1);
                from = i + 1;
            } else {
                lineIsEmpty = true;
            }
        }
        if (block.length - from > limitBytes) {
            throw new FailureException(UpstreamFailures.ANSWER_TOO_LARGE);
        }
        begun = from == block.length ? NOTHING : Arrays.copyOfRange(block, from, block.length);
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
