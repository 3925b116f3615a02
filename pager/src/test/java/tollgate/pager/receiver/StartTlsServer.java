package tollgate.pager.receiver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** An SMTP server of one connection that offers STARTTLS, which GreenMail does not. It keeps what it is sent before and after. */
final class StartTlsServer implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final SSLContext context;
    private final StringWriter clear = new StringWriter();
    private final StringWriter encrypted = new StringWriter();
    private final Thread thread;

    StartTlsServer(PrivateKey key, X509Certificate certificate) throws Exception {
        context = context(key, certificate);
        thread = Thread.ofVirtual().start(() -> {
            try (Socket socket = listening.accept()) {
                serve(socket);
            } catch (IOException e) {
                encrypted.append(e.toString());
            }
        });
    }

    int port() {
        return listening.getLocalPort();
    }

    String clearText() {
        return clear.toString();
    }

    String encryptedText() throws InterruptedException {
        thread.join();
        return encrypted.toString();
    }

    private void serve(Socket socket) throws IOException {
        write(socket, "220 ready");
        talk(socket, clear);
        SSLSocket layered =
                (SSLSocket) context.getSocketFactory().createSocket(socket, "127.0.0.1", socket.getPort(), false);
        layered.setUseClientMode(false);
        talk(layered, encrypted);
    }

    /** Until STARTTLS, or the end. */
    private static void talk(Socket socket, StringWriter kept) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        boolean data = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            kept.append(line).append('\n');
            if (data) {
                data = !line.equals(".");
                if (!data) {
                    write(socket, "250 taken");
                }
            } else if (line.startsWith("EHLO")) {
                write(socket, socket instanceof SSLSocket ? "250-here\r\n250 AUTH PLAIN" : "250-here\r\n250 STARTTLS");
            } else if (line.equals("STARTTLS")) {
                write(socket, "220 go on");
                return;
            } else if (line.startsWith("AUTH")) {
                write(socket, "235 yes");
            } else if (line.equals("DATA")) {
                data = true;
                write(socket, "354 go on");
            } else if (line.equals("QUIT")) {
                write(socket, "221 bye");
                return;
            } else {
                write(socket, "250 yes");
            }
        }
    }

    private static void write(Socket socket, String line) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static SSLContext context(PrivateKey key, X509Certificate certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("own", key, new char[0], new Certificate[] {certificate});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
