package tollgate.elasticsearch;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the cluster is and how to get in. Of the credentials at most one kind is used: an API key before name and password.
 *
 * @param uri scheme, host, port and, behind a proxy, a path
 * @param caCertificate file in PEM form of the authority that signed the cluster's certificate; null trusts what Java trusts
 */
public record ClusterSettings(
        URI uri,
        @Nullable String username,
        @Nullable String password,
        @Nullable String apiKey,
        @Nullable Path caCertificate) {

    /** The environment variables. */
    public static final String USERNAME = "ELASTICSEARCH_USERNAME";

    public static final String PASSWORD = "ELASTICSEARCH_PASSWORD";
    public static final String API_KEY = "ELASTICSEARCH_API_KEY";
    public static final String CA_CERTIFICATE = "ELASTICSEARCH_CA_CERT";

    /** A cluster with the credentials that the environment has. */
    public static ClusterSettings of(URI uri, Map<String, String> environment) {
        String certificate = environment.get(CA_CERTIFICATE);
        return new ClusterSettings(
                uri,
                environment.get(USERNAME),
                environment.get(PASSWORD),
                environment.get(API_KEY),
                certificate == null ? null : Path.of(certificate));
    }

    /** Never shows a credential. */
    @Override
    public String toString() {
        return uri.getScheme() + "://" + uri.getAuthority() + (uri.getPath() == null ? "" : uri.getPath());
    }
}
