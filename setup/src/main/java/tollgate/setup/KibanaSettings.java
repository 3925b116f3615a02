package tollgate.setup;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tollgate.elasticsearch.ClusterSettings;

/**
 * Where Kibana is and how to get in. Of the credentials at most one kind is used: an API key before name and password.
 *
 * @param uri scheme, host, port and, where Kibana has a base path, that; without name and password
 * @param space the space's id; {@value #DEFAULT_SPACE} where nobody says otherwise
 * @param caCertificate file in PEM form of the authority that signed Kibana's certificate; null trusts what Java trusts
 */
public record KibanaSettings(
        URI uri,
        String space,
        @Nullable String username,
        @Nullable String password,
        @Nullable String apiKey,
        @Nullable Path caCertificate) {
    /** The environment variables; where none of the credentials is set, those of Elasticsearch are taken. */
    public static final String USERNAME = "KIBANA_USERNAME";

    public static final String PASSWORD = "KIBANA_PASSWORD";
    public static final String API_KEY = "KIBANA_API_KEY";
    public static final String CA_CERTIFICATE = "KIBANA_CA_CERT";

    public static final String DEFAULT_SPACE = "default";

    public KibanaSettings {
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!http || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "'" + uri + "' is no address of a Kibana: it should look like http://localhost:5601");
        }
        if (!space.matches("[a-z0-9_-]+")) {
            throw new IllegalArgumentException("'" + space + "' is no space: an id has small letters, digits, _ and -");
        }
    }

    /**
     * A Kibana with the credentials that the environment has.
     *
     * @throws IllegalArgumentException where the address or the space is none
     */
    public static KibanaSettings of(URI uri, String space, Map<String, String> environment) {
        if (uri.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "--kibana holds a name or a password: give them as " + USERNAME + " and " + PASSWORD);
        }
        boolean own = text(environment, API_KEY) != null || text(environment, USERNAME) != null;
        String certificate = text(environment, CA_CERTIFICATE);
        String trusted = certificate == null ? text(environment, ClusterSettings.CA_CERTIFICATE) : certificate;
        return new KibanaSettings(
                uri,
                space,
                text(environment, own ? USERNAME : ClusterSettings.USERNAME),
                text(environment, own ? PASSWORD : ClusterSettings.PASSWORD),
                text(environment, own ? API_KEY : ClusterSettings.API_KEY),
                trusted == null ? null : Path.of(trusted));
    }

    /** A variable that is empty counts as not set. */
    private static @Nullable String text(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    boolean isDefaultSpace() {
        return space.equals(DEFAULT_SPACE);
    }

    /** The address; never a credential. */
    @Override
    public String toString() {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                + (uri.getPath() == null ? "" : uri.getPath());
    }
}
