package tollgate.shipper.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What makes a file the one it is, wherever it is moved or copied to: SHA-256 over its first line, or over the first 4,096
 * bytes where that line is longer. A request line has an id and a time, so no two logs begin with the same one.
 */
public record FileIdentity(String hash) {
    /** Bytes from the start that may count. */
    static final int MAX_BYTES = 4_096;

    private static final int HASH_BYTES = 12;

    /**
     * The identity of a file, or null while its first line is not complete.
     *
     * @param atEnd whether nobody writes to it any more, so that what there is counts as complete
     */
    public static @Nullable FileIdentity of(LogText file, boolean atEnd) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(MAX_BYTES);
        while (start.hasRemaining() && file.read(start, start.position()) > 0) {}
        start.flip();
        int length = 0;
        while (length < start.limit() && start.get(length) != '\n') {
            length++;
        }
        boolean complete = length < start.limit() || length == MAX_BYTES;
        if (!complete && !((atEnd || file.isComplete()) && length > 0)) {
            return null;
        }
        MessageDigest sha256 = sha256();
        sha256.update(start.array(), 0, Math.min(start.limit(), length + 1));
        return new FileIdentity(HexFormat.of().formatHex(sha256.digest(), 0, HASH_BYTES));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) { // every Java platform has it
            throw new IllegalStateException(e);
        }
    }
}
