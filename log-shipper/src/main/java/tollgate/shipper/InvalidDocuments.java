package tollgate.shipper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.DocumentField;
import tollgate.requestlog.DocumentIds;
import tollgate.requestlog.DocumentJson;
import tollgate.requestlog.Field;
import tollgate.requestlog.RefusedLineException;
import tollgate.shipper.bulk.BulkBody;
import tollgate.shipper.file.FilePosition;

/**
 * Writes what was refused as documents: the line whole (unless it may hold prompts or keys), why, and where it stood. The
 * {@code _id} is a hash of the place and the bytes, so that equal bad lines are all kept, and each of them once. Files that begin
 * with the same line count as copies of one file: an equal bad line at the same offset of both is one.
 */
public final class InvalidDocuments {
    private final DocumentIds ids = new DocumentIds();
    private final String namespace;
    private final boolean withText;

    /**
     * Writes to the stream of one namespace.
     *
     * @param withText whether the lines themselves may be kept; where they may hold prompts or keys, only their place is
     */
    public InvalidDocuments(String namespace, boolean withText) {
        this.namespace = namespace;
        this.withText = withText;
    }

    /**
     * Why a line was refused.
     *
     * @param reason a stable word
     * @param field the field to blame, by its name in a line
     * @param explanation one line for people, without values of the line
     */
    public record Refusal(String reason, @Nullable String field, String explanation) {
        /** Of a line that the contract refuses. */
        public static Refusal of(RefusedLineException e) {
            return new Refusal(
                    e.reason().code(), e.field() == null ? null : e.field().lineName(), e.explanation());
        }
    }

    /**
     * Adds the document of a refused line.
     *
     * @param place where the line begins
     * @param origin which shipper read it, from where
     * @param now the document's time
     */
    public void write(
            FilePosition place,
            byte[] bytes,
            int start,
            int length,
            @Nullable String origin,
            Refusal refusal,
            Instant now,
            BulkBody to)
            throws IOException {
        DocumentJson json = to.begin(DataStream.INVALID.in(namespace), id(place, bytes, start, length), origin);
        json.start();
        json.timestamp(Field.TIMESTAMP, now);
        DataStream.INVALID.writeIdentity(json, namespace);
        String text = decoded(bytes, start, length);
        if (withText) {
            json.text(DocumentField.EVENT_ORIGINAL, text == null ? base64(bytes, start, length) : text);
        }
        json.timestamp(DocumentField.EVENT_INGESTED, now);
        json.text(DocumentField.INVALID_REASON, refusal.reason());
        json.text(DocumentField.INVALID_FIELD, refusal.field());
        json.bool(DocumentField.INVALID_BASE64, withText ? text == null : null);
        json.text(DocumentField.ORIGIN, origin);
        json.text(Field.ERROR_MESSAGE, refusal.explanation());
        json.text(DocumentField.LOG_FILE_PATH, place.path());
        json.count(DocumentField.LOG_OFFSET, place.offset());
        json.end();
        to.end();
    }

    /** The {@code _id} of a refused line; it can be worked out from the file alone. */
    public String id(FilePosition place, byte[] bytes, int start, int length) {
        return ids.of(
                Instant.EPOCH, place.identity().hash(), Long.toString(place.offset()), sha256Hex(bytes, start, length));
    }

    static String sha256Hex(byte[] bytes, int start, int length) {
        return HexFormat.of().formatHex(sha256(bytes, start, length));
    }

    private static byte[] sha256(byte[] bytes, int start, int length) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(bytes, start, length);
            return sha256.digest();
        } catch (NoSuchAlgorithmException e) { // every Java platform has it
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable String decoded(byte[] bytes, int start, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static String base64(byte[] bytes, int start, int length) {
        return StandardCharsets.US_ASCII
                .decode(Base64.getEncoder()
                        .encode(ByteBuffer.wrap(bytes, start, length).slice()))
                .toString();
    }
}
