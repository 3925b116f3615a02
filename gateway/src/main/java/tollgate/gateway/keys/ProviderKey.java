package tollgate.gateway.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A key that has been read. It shows itself as its fingerprint only. */
public final class ProviderKey {
    private static final int FINGERPRINT_BYTES = 4;

    private final String secret;
    private final String fingerprint;
    private final @Nullable Instant created;
    private final @Nullable Instant notAfter;

    ProviderKey(String secret, @Nullable Instant created, @Nullable Instant notAfter) {
        this.secret = secret;
        this.fingerprint = fingerprintOf(secret);
        this.created = created;
        this.notAfter = notAfter;
    }

    /** The first 8 hexadecimal digits of the key's SHA-256. */
    static String fingerprintOf(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** The value of the header {@code authorization}: a secret. */
    public String authorization() {
        return "Bearer " + secret;
    }

    /** What the key is called in logs, metrics and audit events. */
    public String fingerprint() {
        return fingerprint;
    }

    /** When it was made; null where nobody knows. */
    @Nullable
    Instant created() {
        return created;
    }

    @Nullable
    Instant notAfter() {
        return notAfter;
    }

    boolean holdsAt(Instant now) {
        return notAfter == null || now.isBefore(notAfter);
    }

    @Override
    public String toString() {
        return fingerprint;
    }
}
