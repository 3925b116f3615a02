package tollgate.benchmarks.gateway;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An OpenAI-compatible provider that answers at once: a whole answer in one write, a stream in a write for each of its chunks. A
 * stream of the model {@code slow} has a chunk each second. A process of its own; it says its port on standard output.
 */
final class MockProvider {
    static final int CHUNKS = 20;

    private static final String SLOW = "\"model\":\"slow\"";
    private static final String STREAM = "\"stream\":true";
    private static final byte[] WHOLE = whole();
    private static final byte[] STREAM_HEAD =
            ascii("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n");
    private static final byte[] CHUNK =
            event("{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"mock-1\","
                    + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"some words \"},\"finish_reason\":null}]}");
    private static final byte[] STOP =
            event("{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"mock-1\","
                    + "\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}");
    private static final byte[] USAGE = event(
            "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"mock-1\","
                    + "\"choices\":[],\"usage\":{\"prompt_tokens\":120,\"completion_tokens\":40,\"total_tokens\":160}}");
    private static final byte[] END = join(event("[DONE]"), ascii("0\r\n\r\n"));

    private MockProvider() {}

    /** Runs until it is ended. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        ServerSocket server = new ServerSocket();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4_096);
        Thread.ofPlatform().start(() -> accept(server));
        System.out.println(server.getLocalPort());
        new CountDownLatch(1).await();
    }

    private static void accept(ServerSocket server) {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            throw new IllegalStateException("the mock provider cannot accept connections", e);
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16_384);
            OutputStream out = socket.getOutputStream();
            while (true) {
                String body = Http.readMessage(in);
                if (!body.contains(STREAM)) {
                    out.write(WHOLE);
                } else {
                    stream(out, body.contains(SLOW));
                }
            }
        } catch (EOFException e) {
            // the caller has closed its connection
        } catch (IOException e) {
            // the caller has gone, as half-way clients do
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stream(OutputStream out, boolean slow) throws IOException, InterruptedException {
        out.write(STREAM_HEAD);
        for (int i = 1; i < CHUNKS; i++) {
            out.write(CHUNK);
            if (slow) {
                TimeUnit.SECONDS.sleep(1);
            }
        }
        out.write(STOP);
        out.write(USAGE);
        out.write(END);
    }

    private static byte[] whole() {
        String body = "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"mock-1\","
                + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
                + "some words ".repeat(40)
                + "\"},\"finish_reason\":\"stop\"}],"
                + "\"usage\":{\"prompt_tokens\":120,\"completion_tokens\":80,\"total_tokens\":200}}";
        return ascii("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: " + body.length()
                + "\r\n\r\n" + body);
    }

    private static byte[] event(String data) {
        String event = "data: " + data + "\n\n";
        return ascii(Integer.toHexString(event.length()) + "\r\n" + event + "\r\n");
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
