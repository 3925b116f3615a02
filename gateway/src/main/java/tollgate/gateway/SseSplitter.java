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

    private byte[] begun = NOTHING;
    private int begunLength;
    private boolean lineIsEmpty = true;
    private boolean afterReturn;

    /**
     * Gives on the events that these bytes complete, and keeps the rest, however long. Events of one call lie in one block, one
     * after the other; where nothing was kept from before, it is the array that was given. No block is changed afterwards.
     */
    void split(byte[] bytes, Target target) throws IOException {
        boolean continued = begunLength > 0;
        byte[] block = continued ? joined(bytes) : bytes;
        int length = begunLength + bytes.length;
        int from = 0;
        for (int i = begunLength; i < length; i++) {
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
                if (afterReturn && i + 1 < length && block[i + 1] == '\n') {
                    afterReturn = false;
                    i++;
                }
                target.event(block, from, i + 1);
                from = i + 1;
            } else {
                lineIsEmpty = true;
            }
        }
        keep(block, from, length, continued);
    }

    /** Bytes of the event that has begun. */
    int begunBytes() {
        return begunLength;
    }

    /** A long event comes in many pieces, so the array grows by more than a piece. */
    private byte[] joined(byte[] bytes) {
        int length = begunLength + bytes.length;
        byte[] both = length > begun.length ? Arrays.copyOf(begun, Math.max(length, 2 * begunLength)) : begun;
        System.arraycopy(bytes, 0, both, begunLength, bytes.length);
        return both;
    }

    private void keep(byte[] block, int from, int length, boolean ours) {
        begunLength = length - from;
        if (begunLength == 0) {
            begun = NOTHING;
        } else if (ours && from == 0) {
            begun = block; // nothing of it was given away
        } else {
            begun = Arrays.copyOfRange(block, from, length);
        }
    }
}
