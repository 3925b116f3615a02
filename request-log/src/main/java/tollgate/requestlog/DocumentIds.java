package tollgate.requestlog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;

/**
 * Makes the {@code _id} of documents, so that the same thing sent twice is one document.
 *
 * <p>18 bytes in URL-safe base64: six of the time in milliseconds, then the first twelve of SHA-256 over the parts. The time
 * comes first because Elasticsearch then finds an id that it does not have yet without reading the older segments.
 *
 * <p>One thread at a time.
 */
public final class DocumentIds {
    /** Characters of an id. */
    public static final int LENGTH = 24;

    private static final int TIME_BYTES = 6;
    private static final int HASH_BYTES = 12;
    private static final byte SEPARATOR = 0;

    private final Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    private final MessageDigest sha256 = sha256();
    private final byte[] bytes = new byte[TIME_BYTES + HASH_BYTES];

    /** Of a request: its id, its time and the kind of its record. Two requests that share an id but not a time stay two. */
    public String ofRequest(RequestRecord record) {
        return of(
                record.timestamp(),
                record.requestId(),
                Timestamps.format(record.timestamp()),
                record.kind().code());
    }

    /**
     * Of anything else that has a time.
     *
     * @param parts what makes it the one it is; none may contain a NUL
     */
    public String of(Instant time, String... parts) {
        for (String part : parts) {
            sha256.update(part.getBytes(StandardCharsets.UTF_8));
            sha256.update(SEPARATOR);
        }
        long millis = time.toEpochMilli();
        for (int i = TIME_BYTES - 1; i >= 0; i--) {
            bytes[i] = (byte) millis;
            millis >>>= Byte.SIZE;
        }
        System.arraycopy(sha256.digest(), 0, bytes, TIME_BYTES, HASH_BYTES);
        return base64.encodeToString(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) { // every Java platform has it
            throw new IllegalStateException(e);
        }
    }
}
