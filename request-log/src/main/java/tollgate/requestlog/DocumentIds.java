package tollgate.requestlog;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
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
    private static final int SHA_256_BYTES = 32;
    private static final byte SEPARATOR = 0;

    private final Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    private final MessageDigest sha256 = sha256();
    private final byte[] hash = new byte[SHA_256_BYTES];
    private final byte[] bytes = new byte[TIME_BYTES + HASH_BYTES];
    private final byte[] encoded = new byte[LENGTH];
    private byte[] text = new byte[Timestamps.MAX_LENGTH];

    /** Of a request: its id, its time and the kind of its record. Two requests that share an id but not a time stay two. */
    public String ofRequest(RequestRecord record) {
        part(record.requestId());
        sha256.update(text, 0, Timestamps.format(record.timestamp(), text, 0));
        sha256.update(SEPARATOR);
        part(record.kind().code());
        return id(record.timestamp());
    }

    /**
     * Of anything else that has a time.
     *
     * @param parts what makes it the one it is; none may contain a NUL
     */
    public String of(Instant time, String... parts) {
        for (String part : parts) {
            part(part);
        }
        return id(time);
    }

    /** In UTF-8; ASCII, which is nearly all, without an array of its own. */
    private void part(String part) {
        int length = part.length();
        if (text.length < length) {
            text = new byte[length];
        }
        for (int i = 0; i < length; i++) {
            char c = part.charAt(i);
            if (c >= 0x80) {
                sha256.update(part.getBytes(StandardCharsets.UTF_8));
                sha256.update(SEPARATOR);
                return;
            }
            text[i] = (byte) c;
        }
        sha256.update(text, 0, length);
        sha256.update(SEPARATOR);
    }

    private String id(Instant time) {
        long millis = time.toEpochMilli();
        for (int i = TIME_BYTES - 1; i >= 0; i--) {
            bytes[i] = (byte) millis;
            millis >>>= Byte.SIZE;
        }
        try {
            sha256.digest(hash, 0, SHA_256_BYTES);
        } catch (DigestException e) { // there is room
            throw new IllegalStateException(e);
        }
        System.arraycopy(hash, 0, bytes, TIME_BYTES, HASH_BYTES);
        base64.encode(bytes, encoded);
        return new String(encoded, StandardCharsets.ISO_8859_1);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) { // every Java platform has it
            throw new IllegalStateException(e);
        }
    }
}
