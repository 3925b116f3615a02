package tollgate.shipper.faults;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request or an answer of HTTP/1.1 (RFC 9112), with so much of its body as has been read. */
final class HttpMessage {
    private static final String LENGTH = "content-length";

    private final String firstLine;
    private final Map<String, String> headers;
    private final byte[] body;

    private HttpMessage(String firstLine, Map<String, String> headers, byte[] body) {
        this.firstLine = firstLine;
        this.headers = headers;
        this.body = body;
    }

    /** Reads the head, and of the body nothing; null where the peer has closed the connection. */
    static @Nullable HttpMessage readHead(InputStream in) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return null;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        if (headers.containsKey("transfer-encoding")) {
            throw new IOException("this proxy wants a length: " + first);
        }
        return new HttpMessage(first, headers, new byte[0]);
    }

    int length() {
        return Integer.parseInt(headers.getOrDefault(LENGTH, "0"));
    }

    String method() {
        return firstLine.split(" ", 3)[0];
    }

    String target() {
        return firstLine.split(" ", 3)[1];
    }

    /** Of an answer. */
    int status() {
        return Integer.parseInt(firstLine.split(" ", 3)[1]);
    }

    /** By their names in lower case. */
    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    HttpMessage with(byte[] newBody) {
        return new HttpMessage(firstLine, headers, newBody);
    }

    /** Reads so much of the body. */
    HttpMessage withBody(InputStream in, int bytes) throws IOException {
        byte[] read = in.readNBytes(bytes);
        if (read.length < bytes) {
            throw new EOFException("the request broke off");
        }
        return new HttpMessage(firstLine, headers, read);
    }

    /** The head, and so much of the body. */
    byte[] bytes(int bodyBytes) {
        StringBuilder head = new StringBuilder(firstLine).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.write(body, 0, bodyBytes);
        return bytes.toByteArray();
    }

    /** An answer; the headers lack the length. */
    static HttpMessage answer(int status, Map<String, String> otherHeaders, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>(otherHeaders);
        headers.put(LENGTH, Integer.toString(body.length));
        return new HttpMessage("HTTP/1.1 " + status + " as the proxy says", headers, body);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }
}
