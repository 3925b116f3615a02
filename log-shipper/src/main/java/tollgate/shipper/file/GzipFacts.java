package tollgate.shipper.file;

import java.nio.ByteBuffer;

/**
 * What is known of a gzip file that is whole.
 *
 * @param fileBytes size of the file when its end was seen
 * @param textBytes size of its text
 * @param head what the text begins with, to be read at absolute indices
 * @param end what it ends with, likewise
 */
record GzipFacts(long fileBytes, long textBytes, ByteBuffer head, ByteBuffer end) {
    /** Whether these bytes of the text are in its head or end. */
    boolean holds(long offset, int bytes) {
        return offset + bytes <= head.limit() || offset >= textBytes - end.limit();
    }

    /** Copies bytes that it holds. */
    void copy(long offset, int bytes, ByteBuffer to) {
        boolean inHead = offset + bytes <= head.limit();
        ByteBuffer from = inHead ? head : end;
        int index = (int) (inHead ? offset : offset - (textBytes - end.limit()));
        to.put(from.slice(index, bytes));
    }
}
