package tollgate.filebeat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.zip.InflaterInputStream;

/** Takes events as Logstash's beats input does, by version 2 of the Lumberjack protocol, and answers each window of them once. */
final class LumberjackServer implements AutoCloseable {
    private static final int VERSION = '2';
    private static final int WINDOW = 'W';
    private static final int COMPRESSED = 'C';
    private static final int EVENT = 'J';
    private static final int ACKNOWLEDGED = 'A';

    private final ObjectMapper json = new ObjectMapper();
    private final AtomicInteger toBreak = new AtomicInteger();
    private final ServerSocket server;
    private final Consumer<JsonNode> events;

    /** Listens on a free port of the loopback. */
    LumberjackServer(Consumer<JsonNode> events) throws IOException {
        this.events = events;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** Takes the events of the next window and hangs up without a word, so that they are sent again. */
    void breakOnce() {
        toBreak.incrementAndGet();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) { // closed
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
                DataOutputStream out = new DataOutputStream(socket.getOutputStream())) {
            Window window = new Window();
            while (true) {
                window.frame(in);
                if (window.isComplete()) {
                    if (toBreak.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                        return;
                    }
                    out.write(VERSION);
                    out.write(ACKNOWLEDGED);
                    out.writeInt(window.last);
                    out.flush();
                }
            }
        } catch (IOException e) {
            // the other side is gone, or was killed within a frame
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private final class Window {
        private int left;
        private int last;

        void frame(DataInputStream in) throws IOException {
            int version = in.readUnsignedByte();
            int type = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IOException("version " + version);
            }
            switch (type) {
                case WINDOW -> left = in.readInt();
                case COMPRESSED -> inflated(in.readNBytes(in.readInt()));
                case EVENT -> {
                    last = in.readInt();
                    byte[] event = in.readNBytes(in.readInt());
                    events.accept(json.readTree(event));
                    left--;
                }
                default -> throw new IOException("frame " + type);
            }
        }

        private void inflated(byte[] bytes) throws IOException {
            try (InputStream inflater = new InflaterInputStream(new ByteArrayInputStream(bytes));
                    DataInputStream in = new DataInputStream(new BufferedInputStream(inflater))) {
                while (hasMore(in)) {
                    frame(in);
                }
            }
        }

        private static boolean hasMore(InputStream in) throws IOException {
            in.mark(1);
            boolean more = in.read() >= 0;
            in.reset();
            return more;
        }

        boolean isComplete() {
            return left == 0;
        }
    }
}
