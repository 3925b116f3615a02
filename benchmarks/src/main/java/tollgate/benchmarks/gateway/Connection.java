package tollgate.benchmarks.gateway;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** A connection that asks one request after the other. One thread at a time. */
final class Connection implements AutoCloseable {
    private static final byte[] DONE = "data: [DONE]".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER_BYTES = 16_384;

    private final Socket socket;
    private final InputStream in;
    private byte[] tail = new byte[0];
    private long firstByteNanos;

    Connection(URI target) throws IOException {
        this.socket = new Socket(target.getHost(), target.getPort());
        socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
    }

    /** A request to be asked again and again. */
    static byte[] request(URI target, String model, boolean stream, String token) {
        String body = "{\"model\":\"" + model + "\"," + (stream ? "\"stream\":true," : "")
                + "\"messages\":[{\"role\":\"system\",\"content\":\"You are a helpful assistant.\"},"
                + "{\"role\":\"user\",\"content\":\"" + "Tell me something about tolls. ".repeat(12) + "\"}],"
                + "\"max_tokens\":256,\"temperature\":0.7}";
        String path = target.getPath().replaceAll("/$", "");
        return ("POST " + path + "/chat/completions HTTP/1.1\r\nhost: " + target.getAuthority()
                        + "\r\ncontent-type: application/json\r\nauthorization: Bearer " + token
                        + "\r\nuser-agent: benchmark\r\ncontent-length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Asks, and waits for the end of the answer.
     *
     * @return whether it is a whole answer of status 200
     */
    boolean ask(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        String status = Http.readLine(in);
        boolean stream = false;
        boolean chunked = false;
        int length = 0;
        for (String line = Http.readLine(in); !line.isEmpty(); line = Http.readLine(in)) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = true;
            } else if (lower.startsWith("content-type: text/event-stream")) {
                stream = true;
            }
        }
        firstByteNanos = 0;
        tail = new byte[0];
        if (chunked) {
            for (int size = size(); size > 0; size = size()) {
                body(size, stream);
                Http.readLine(in);
            }
            Http.readLine(in);
        } else {
            body(length, stream);
        }
        return status.startsWith("HTTP/1.1 200") && (!stream || contains(tail));
    }

    private int size() throws IOException {
        return Integer.parseInt(Http.readLine(in), 16);
    }

    private void body(int length, boolean stream) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the answer was cut");
        }
        if (firstByteNanos == 0) {
            firstByteNanos = System.nanoTime();
        }
        if (stream) {
            int kept = Math.min(tail.length, DONE.length);
            byte[] both = Arrays.copyOfRange(tail, tail.length - kept, tail.length + bytes.length);
            System.arraycopy(bytes, 0, both, kept, bytes.length);
            tail = both;
        }
    }

    private static boolean contains(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII).contains("data: [DONE]");
    }

    /** When the first byte of the last answer's body came, in nanoseconds of {@link System#nanoTime}. */
    long firstByteNanos() {
        return firstByteNanos;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
