package tollgate.enrichment;

import org.jspecify.annotations.Nullable;

/** Keeps the network: the first 24 bits of IPv4, the first 48 of IPv6, written as RFC 5952 does. */
final class TruncatedAddress implements AddressMask {
    private static final int IPV4_BYTES = 4;
    private static final int GROUPS_KEPT = 3;

    @Override
    public @Nullable String mask(String address) {
        String plain = plainIpv4(address);
        if (plain != null) {
            return plain;
        }
        byte[] bytes = IpAddress.bytes(address);
        if (bytes == null) {
            return null;
        }
        return bytes.length == IPV4_BYTES ? ipv4(bytes) : ipv6(bytes);
    }

    /** Of four decimal numbers, which nearly all addresses are: the last is cut off where it stands. Null for anything else. */
    private static @Nullable String plainIpv4(String address) {
        int dots = 0;
        int lastDot = 0;
        int number = 0;
        int digits = 0;
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (c == '.' && digits > 0 && dots < IPV4_BYTES - 1) {
                dots++;
                lastDot = i;
                digits = 0;
                number = 0;
            } else if (c >= '0' && c <= '9' && (digits == 0 || number > 0)) { // no leading zero
                digits++;
                number = number * 10 + (c - '0');
                if (number > 0xFF) {
                    return null;
                }
            } else {
                return null;
            }
        }
        return dots == IPV4_BYTES - 1 && digits > 0 ? address.substring(0, lastDot + 1) + '0' : null;
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
