package tollgate.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A whole file of text in UTF-8, without its byte order mark.
 *
 * @param name for messages
 * @param hash the first 12 hexadecimal digits of the SHA-256 of its bytes
 */
public record FileContent(String name, String text, String hash) {
    /** LiteLLM's price file has 1.6 million bytes; a log given by mistake shall not fill the memory. */
    private static final long MAX_BYTES = 64L << 20;

    private static final int HASH_DIGITS = 12;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * Reads a file.
     *
     * @param setting that names the file, to be corrected where there is no such file
     * @throws FileMistakeException where it cannot be read, is larger than 64 MiB or is no UTF-8
     */
    public static FileContent read(Path file, String setting) {
        String name = file.toString();
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new FileMistakeException(name, "has more than " + MAX_BYTES + " bytes; is this the right file?");
            }
            return of(name, Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new FileMistakeException(name, "no such file; put it there or correct " + setting);
        } catch (IOException e) {
            throw new FileMistakeException(
                    name, "cannot be read (" + e + "); check that it is a file and its permissions");
        }
    }

    /**
     * Understands the bytes of a file.
     *
     * @throws FileMistakeException where they are no UTF-8
     */
    public static FileContent of(String name, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new FileContent(name, plain, HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS));
        } catch (CharacterCodingException e) {
            throw new FileMistakeException(name, "is not UTF-8; save it as UTF-8");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** A version that tells two contents apart even where both declare the same. */
    public String versioned(String declared) {
        return declared + "+sha256." + hash;
    }
}
