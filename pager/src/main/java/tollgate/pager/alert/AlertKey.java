package tollgate.pager.alert;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The de-duplication key of an alert: {@code rule:group}, the same text that alert documents have as their key. */
final class AlertKey {
    /** PagerDuty takes 255 characters, and Elasticsearch 512 bytes for an id that it is part of. */
    private static final int LONGEST_BYTES = 200;

    private static final int HASH_DIGITS = 32;

    static String of(String ruleId, String alertId) {
        String key = ruleId + ":" + alertId;
        return key.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES
                ? key
                : ruleId + ":~" + hash(alertId).substring(0, HASH_DIGITS);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private AlertKey() {}
}
