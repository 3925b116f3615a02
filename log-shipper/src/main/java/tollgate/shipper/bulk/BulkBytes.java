package tollgate.shipper.bulk;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;

/** Bytes that grow, and that are read in place: the JDK's class hands out copies only. */
final class BulkBytes extends ByteArrayOutputStream {
    private static final int FIRST_BYTES = 1 << 16;

    BulkBytes() {
        super(FIRST_BYTES);
    }

    synchronized InputStream content() {
        return new ByteArrayInputStream(buf, 0, count);
    }

    synchronized void append(BulkBytes other, int from, int to) {
        write(other.buf, from, to - from);
    }

    synchronized void clear() {
        reset();
    }
}
