package tollgate.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tollgate.access.audit.AuditSource;
import tollgate.requestlog.RequestRecordBuilder;

/** This gateway, as its lines name it. */
record Identity(String version, String node, String host) {
    static final String SERVICE_NAME = "tollgate-gateway";

    static Identity of(@Nullable String node) {
        String host = hostName();
        return new Identity(buildVersion(), node == null ? host : node, host);
    }

    void addTo(RequestRecordBuilder record) {
        record.serviceName(SERVICE_NAME)
                .serviceVersion(version)
                .serviceNode(node)
                .host(host);
    }

    AuditSource auditSource() {
        return new AuditSource(SERVICE_NAME, version, node, host);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) { // the host's own name does not resolve
            return "localhost";
        }
    }

    private static String buildVersion() {
        try (InputStream in = Identity.class.getResourceAsStream("version.txt")) {
            if (in == null) {
                throw new IllegalStateException("version.txt is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
