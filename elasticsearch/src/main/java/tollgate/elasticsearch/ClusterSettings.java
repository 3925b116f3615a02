package tollgate.elasticsearch;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the cluster is and how to get in. Of the credentials at most one kind is used: an API key before name and password.
 *
 * @param uri scheme, host, port and, behind a proxy, a path; without name and password
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

    /** A cluster with the credentials that the address itself or the environment has. */
    public static ClusterSettings of(URI uri, Map<String, String> environment) {
        String certificate = text(environment, CA_CERTIFICATE);
        String[] user =
                uri.getUserInfo() == null ? new String[0] : uri.getUserInfo().split(":", 2);
        return new ClusterSettings(
                withoutUser(uri),
                user.length == 2 ? user[0] : text(environment, USERNAME),
                user.length == 2 ? user[1] : text(environment, PASSWORD),
                text(environment, API_KEY),
                certificate == null ? null : Path.of(certificate));
    }

    /** A variable that is empty counts as not set. */
    private static @Nullable String text(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    private static URI withoutUser(URI uri) {
        try {
            return uri.getUserInfo() == null
                    ? uri
                    : new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), uri.getPath(), null, null);
        } catch (URISyntaxException e) { // its parts are those of an address
            throw new IllegalArgumentException(e);
        }
    }

    /** The address; never a credential. */
    @Override
    public String toString() {
        return uri.toString();
    }
}
