package tollgate.enrichment;

import org.jspecify.annotations.Nullable;

/** Keeps the network: the first 24 bits of IPv4, the first 48 of IPv6, written as RFC 5952 does. */
final class TruncatedAddress implements AddressMask {
    private static final int IPV4_BYTES = 4;
    private static final int GROUPS_KEPT = 3;

    @Override
    public @Nullable String mask(String address) {
        byte[] bytes = IpAddress.bytes(address);
        if (bytes == null) {
            return null;
        }
        return bytes.length == IPV4_BYTES ? ipv4(bytes) : ipv6(bytes);
    }

    private static String ipv4(byte[] bytes) {
        return (bytes[0] & 0xFF) + "." + (bytes[1] & 0xFF) + "." + (bytes[2] & 0xFF) + ".0";
    }

    /** The five groups that are cleared are always the longest run of zeros. */
    private static String ipv6(byte[] bytes) {
        int last = GROUPS_KEPT;
        while (last > 0 && group(bytes, last - 1) == 0) {
            last--;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < last; i++) {
            text.append(i == 0 ? "" : ":").append(Integer.toHexString(group(bytes, i)));
        }
        return text.append("::").toString();
    }

    private static int group(byte[] bytes, int index) {
        return ((bytes[2 * index] & 0xFF) << Byte.SIZE) | (bytes[2 * index + 1] & 0xFF);
    }
}
