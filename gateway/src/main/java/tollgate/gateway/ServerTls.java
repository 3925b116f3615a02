package tollgate.gateway;

import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.common.TlsProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that the server shows, and its key. The files are looked at again, on a thread of its own; new connections get
 * what they say now. Files that do not fit together change nothing.
 */
final class ServerTls implements TlsProvider, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Path certificate;
    private final Path key;
    private final Thread thread;
    private volatile TlsKeyPair pair;
    private List<String> seen;

    private ServerTls(Path certificate, Path key) throws IOException, GeneralSecurityException {
        this.certificate = certificate;
        this.key = key;
        this.seen = contents();
        this.pair = read();
        this.thread = Thread.ofVirtual().name("server-certificate").unstarted(this::run);
    }

    /**
     * Reads both files.
     *
     * @throws SettingException where they cannot be used
     */
    static ServerTls open(Path certificate, Path key) {
        try {
            ServerTls tls = new ServerTls(certificate, key);
            tls.thread.start();
            return tls;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new SettingException(
                    Setting.TLS_CERTIFICATE.name(),
                    "is " + certificate + " and " + Setting.TLS_KEY + " is " + key + ", which cannot be used together ("
                            + Words.oneLine(String.valueOf(e.getMessage())) + ")",
                    "set PEM files of a certificate and of its private key (PKCS #8, without a password)");
        }
    }

    private List<String> contents() throws IOException {
        return List.of(Files.readString(certificate), Files.readString(key));
    }

    private TlsKeyPair read() throws GeneralSecurityException {
        TlsKeyPair read = TlsKeyPair.of(key.toFile(), certificate.toFile());
        KeyCheck.check(read.privateKey(), read.certificateChain().getFirst());
        return read;
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(LOOK);
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void look() {
        try {
            List<String> now = contents();
            if (!now.equals(seen)) {
                seen = now;
                pair = read();
                LOG.info("The certificate {} was read again", certificate);
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            LOG.error(
                    "The certificate stays as it was: {} and {} cannot be used together ({})",
                    certificate,
                    key,
                    e.toString());
        }
    }

    @Override
    public TlsKeyPair keyPair(String hostname) {
        return pair;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
