package tollgate.enrichment;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Addresses as bytes: 4 of IPv4, also where it is mapped into IPv6, or 16 of IPv6. */
final class IpAddress {
    /** Longest of IPv6 with IPv4 inside. */
    private static final int MAX_CHARS = 45;

    /** The bytes of an address, without its zone, or null where the text is none. No name is ever looked up. */
    static byte @Nullable [] bytes(String text) {
        int zone = text.indexOf('%');
        String address = zone > 0 && text.indexOf(':') >= 0 ? text.substring(0, zone) : text;
        if (address.length() > MAX_CHARS || !looksLikeOne(address)) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(address).getAddress();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Java also takes a single number for an address. */
    private static boolean looksLikeOne(String text) {
        int colons = 0;
        int dots = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':') {
                colons++;
            } else if (c == '.') {
                dots++;
            } else if (Character.digit(c, 16) < 0 || c > 'f') {
                return false;
            }
        }
        return colons >= 2 || (colons == 0 && dots == 3);
    }

    private IpAddress() {}
}
