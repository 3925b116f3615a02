package tollgate.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Makes and hashes the random part of tokens.
 *
 * <p>The hash is SHA-256 over a random salt of 16 bytes and the secret. A slow hash such as Argon2 makes up for passwords that
 * people choose and that can be guessed. Here 256 bits come from a random generator: nobody tries 2^255 of them, however fast the
 * hash is, while a slow one would cost each request milliseconds (NIST SP 800-63B, section 5.1.2.2, asks for no more than an
 * approved one-way function where a secret has at least 112 bits of entropy). The salt hides that two files hold the same token.
 */
final class Secrets {
    /** Characters of a secret: 256 bits in base64url, without padding. */
    static final int SECRET_CHARS = 43;
    /** Characters of a token's id: 48 bits, hexadecimal. */
    static final int ID_CHARS = 12;

    private static final int SECRET_BYTES = 32;
    private static final int SALT_BYTES = 16;

    private final SecureRandom random;

    Secrets(SecureRandom random) {
        this.random = random;
    }

    String secret() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(SECRET_BYTES));
    }

    String id() {
        return HexFormat.of().formatHex(bytes(ID_CHARS / 2));
    }

    byte[] salt() {
        return bytes(SALT_BYTES);
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    static byte[] hash(byte[] salt, String secret) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(salt);
            return sha256.digest(secret.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) { // every Java platform has it
            throw new IllegalStateException(e);
        }
    }
}
