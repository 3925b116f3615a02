package tollgate.pager.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The id of a delivery: the same for the same page, occasion and receiver. */
final class DeliveryId {
    private static final int DIGITS = 32;

    static String of(OpenPage page, PageContent content, String receiver) {
        return hash(String.join(
                "\n",
                page.key(),
                page.opened().toString(),
                content.action().code(),
                content.kind().code(),
                Integer.toString(page.number()),
                receiver));
    }

    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private DeliveryId() {}
}
