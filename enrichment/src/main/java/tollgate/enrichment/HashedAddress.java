package tollgate.enrichment;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the first 96 bits of HMAC-SHA256 over the address, in hexadecimal: the same address is the same text however it was
 * written, and nobody without the salt finds it by trying them all. One thread at a time.
 */
final class HashedAddress implements AddressMask {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES_KEPT = 12;

    private final Mac mac;

    HashedAddress(String salt) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(salt.getBytes(StandardCharsets.UTF_8), ALGORITHM));
        } catch (GeneralSecurityException e) { // every Java platform has it
            throw new IllegalStateException(e);
        }
    }

    @Override
    public @Nullable String mask(String address) {
        byte[] bytes = IpAddress.bytes(address);
        return bytes == null ? null : HexFormat.of().formatHex(mac.doFinal(bytes), 0, BYTES_KEPT);
    }
}
