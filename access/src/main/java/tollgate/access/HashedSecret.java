package tollgate.access;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A secret that a token has, or had, by its salted hash; see {@link Secrets}. Immutable. */
public final class HashedSecret {
    private static final HexFormat HEX = HexFormat.of();

    private final byte[] salt;
    private final byte[] hash;
    private final Instant created;
    private final Instant expires;

    private HashedSecret(byte[] salt, byte[] hash, Instant created, Instant expires) {
        this.salt = salt;
        this.hash = hash;
        this.created = created;
        this.expires = expires;
    }

    static HashedSecret of(byte[] salt, String secret, Instant created, Instant expires) {
        return new HashedSecret(salt, Secrets.hash(salt, secret), created, expires);
    }

    /** From what {@link #salt} and {@link #hash} gave. */
    static HashedSecret read(String salt, String hash, Instant created, Instant expires) {
        return new HashedSecret(HEX.parseHex(salt), HEX.parseHex(hash), created, expires);
    }

    /** Takes the same time wherever the two differ. */
    boolean matches(String secret) {
        return MessageDigest.isEqual(hash, Secrets.hash(salt, secret));
    }

    HashedSecret endingAt(Instant end) {
        return end.isBefore(expires) ? new HashedSecret(salt, hash, created, end) : this;
    }

    String salt() {
        return HEX.formatHex(salt);
    }

    String hash() {
        return HEX.formatHex(hash);
    }

    /** When it was made. */
    public Instant created() {
        return created;
    }

    /** The first moment at which it is good no more. */
    public Instant expires() {
        return expires;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HashedSecret secret
                && MessageDigest.isEqual(salt, secret.salt)
                && MessageDigest.isEqual(hash, secret.hash)
                && created.equals(secret.created)
                && expires.equals(secret.expires);
    }

    @Override
    public int hashCode() {
        return Objects.hash(created, expires);
    }

    @Override
    public String toString() {
        return "(secret of " + created + ", until " + expires + ")";
    }
}
