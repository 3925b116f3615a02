package tollgate.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tollgate.access.FileTokenStore;
import tollgate.access.TokenAdministration;
import tollgate.access.audit.AuditLogFile;
import tollgate.access.audit.AuditSource;

/** Where tokens are, and where it is written down what is done to them. */
final class TokenOptions {
    private static final long AUDIT_ROTATION_BYTES = 100L << 20;

    @Option(
            names = "--tokens",
            paramLabel = "FILE",
            description = "File of the tokens, which holds no secret. Default: tokens.json in the data folder")
    private @Nullable Path tokens;

    @Option(
            names = "--log",
            paramLabel = "DIR",
            description = "Folder of the audit log. Default: LOG_FOLDER, or requests in the data folder")
    private @Nullable Path log;

    private final Map<String, String> environment;

    TokenOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    Path file() {
        return tokens == null ? Folders.of(environment).tokens() : tokens;
    }

    FileTokenStore store() {
        return new FileTokenStore(file());
    }

    TokenAdministration administration() {
        return administration(file(), log == null ? Folders.of(environment).chosenRequestLog(environment) : log);
    }

    /** @param log folder of the audit log */
    static TokenAdministration administration(Path tokens, Path log) {
        AuditSource source = new AuditSource("tollgate-cli", new TollgateVersion().number(), null, hostName());
        return new TokenAdministration(
                new FileTokenStore(tokens),
                new AuditLogFile(log, AUDIT_ROTATION_BYTES, source, InstantSource.system()),
                InstantSource.system(),
                System.getProperty("user.name", "unknown"));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) { // the host's own name does not resolve
            return "localhost";
        }
    }
}
