package tollgate.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressMaskTest {
    private final AddressMask truncated = new TruncatedAddress();
    private final AddressMask hashed = new HashedAddress("0123456789abcdef");

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.0",
        "255.255.255.255, 255.255.255.0",
        "::ffff:192.0.2.7, 192.0.2.0",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1::",
        "2001:DB8:1:2::6, 2001:db8:1::",
        "2001:db8::7, 2001:db8::",
        "2001:0:1:2::7, 2001:0:1::",
        "0:0:1::7, 0:0:1::",
        "fe80::1%eth0, fe80::",
        "fe80::1%no-such-interface, fe80::",
        "::1, ::",
    })
    void theNetworkRemains(String address, String network) {
        assertThat(truncated.mask(address)).isEqualTo(network);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "alice@example.com",
                "17",
                "1.2.3",
                "256.1.1.1",
                "1.2.3.4:5678",
                "[::1]:443",
                "192.0.2.7, 10.0.0.1",
                "::1::2",
                "1.2.3.4%eth0",
                "2001:db8:1:2:3:4:5:6:7",
                "a.b.c.d",
                ":::::::",
                "１９２.０.２.７",
            })
    void whatIsNoAddressIsDropped(String text) {
        assertThat(truncated.mask(text)).isNull();
        assertThat(hashed.mask(text)).isNull();
    }

    /** Against a value made by another program: {@code printf '\300\000\002\007' | openssl dgst -sha256 -hmac …}. */
    @Test
    void theHashIsHmacSha256OfTheBytes() {
        assertThat(hashed.mask("192.0.2.7")).isEqualTo("b0e5baeb668bdfd4015a9c54");
    }

    @Test
    void oneAddressHasOneHashHoweverItIsWritten() {
        assertThat(hashed.mask("::ffff:192.0.2.7")).isEqualTo(hashed.mask("192.0.2.7"));
        assertThat(hashed.mask("2001:DB8:0:0::7")).isEqualTo(hashed.mask("2001:db8::7"));
    }

    @Test
    void addressesOfOneNetworkHaveDifferentHashes() {
        Set<String> hashes = new HashSet<>();
        for (int i = 0; i < 256; i++) {
            hashes.add(String.valueOf(hashed.mask("192.0.2." + i)));
        }

        assertThat(hashes).hasSize(256).allMatch(hash -> hash.matches("[0-9a-f]{24}"));
    }

    @Test
    void anotherSaltGivesAnotherHash() {
        assertThat(new HashedAddress("fedcba9876543210").mask("192.0.2.7")).isNotEqualTo(hashed.mask("192.0.2.7"));
    }
}
