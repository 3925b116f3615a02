package tollgate.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.jspecify.annotations.Nullable;

/**
 * Where Kafka is, and how to get in. Secrets come from the environment or from files that it names.
 *
 * @param bootstrap {@code host:port}, several separated by commas
 * @param security settings of Kafka's own clients, secrets among them
 */
public record KafkaConnection(String bootstrap, Map<String, String> security) {
    private static final String USERNAME = "KAFKA_USERNAME";
    private static final String PASSWORD = "KAFKA_PASSWORD";
    private static final String PASSWORD_FILE = "KAFKA_PASSWORD_FILE";
    private static final String MECHANISM = "KAFKA_SASL_MECHANISM";
    private static final String TLS = "KAFKA_TLS";
    private static final String CA_CERT = "KAFKA_CA_CERT";
    private static final String CLIENT_CERT = "KAFKA_CLIENT_CERT";
    private static final String CLIENT_KEY = "KAFKA_CLIENT_KEY";

    private static final String PLAIN = "PLAIN";
    private static final List<String> MECHANISMS = List.of("SCRAM-SHA-512", "SCRAM-SHA-256", PLAIN);

    public KafkaConnection {
        security = Map.copyOf(security);
    }

    /**
     * As the environment says.
     *
     * @throws IllegalArgumentException where something is wrong with it; the message is one line that names the setting
     */
    public static KafkaConnection of(String bootstrap, Map<String, String> environment) {
        for (String address : bootstrap.split(",", -1)) {
            if (!address.strip().matches("\\S+:\\d{1,5}")) {
                throw new IllegalArgumentException(
                        "'" + bootstrap + "' is no address of a Kafka: it should look like localhost:9092, or"
                                + " several of these with commas between them");
            }
        }
        return new KafkaConnection(bootstrap, new Reader(environment).security());
    }

    /** Settings for any client of Kafka. */
    public Map<String, Object> client() {
        Map<String, Object> client = new HashMap<>(security);
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        return client;
    }

    /** The address and nothing else. */
    @Override
    public String toString() {
        return bootstrap;
    }

    private record Reader(Map<String, String> environment) {
        Map<String, String> security() {
            Map<String, String> security = new HashMap<>();
            boolean sasl = set(USERNAME);
            boolean tls = tls();
            if (!sasl && (set(PASSWORD) || set(PASSWORD_FILE) || set(MECHANISM))) {
                throw new IllegalArgumentException(
                        "set " + USERNAME + ", or none of " + PASSWORD + ", " + PASSWORD_FILE + " and " + MECHANISM);
            }
            if (sasl) {
                sasl(security, tls);
            }
            if (tls) {
                tls(security);
            }
            security.put(
                    CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                    sasl ? (tls ? "SASL_SSL" : "SASL_PLAINTEXT") : (tls ? "SSL" : "PLAINTEXT"));
            return security;
        }

        private boolean tls() {
            String tls = text(TLS);
            if (!tls.isEmpty() && !tls.equals("true") && !tls.equals("false")) {
                throw new IllegalArgumentException(TLS + " is \"" + tls + "\": set it to true or false");
            }
            boolean certificates = set(CA_CERT) || set(CLIENT_CERT) || set(CLIENT_KEY);
            if (certificates && tls.equals("false")) {
                throw new IllegalArgumentException(TLS + " is false: set it to true, or leave out " + CA_CERT + ", "
                        + CLIENT_CERT + " and " + CLIENT_KEY);
            }
            return certificates || tls.equals("true");
        }

        private void sasl(Map<String, String> security, boolean tls) {
            String mechanism = set(MECHANISM) ? text(MECHANISM) : MECHANISMS.getFirst();
            if (!MECHANISMS.contains(mechanism)) {
                throw new IllegalArgumentException(
                        MECHANISM + " is \"" + mechanism + "\": set it to one of " + String.join(", ", MECHANISMS));
            }
            if (mechanism.equals(PLAIN) && !tls && !set(TLS)) {
                throw new IllegalArgumentException(MECHANISM + " is " + PLAIN
                        + ", which sends the password as it is: set " + TLS + " to true, or to false if that is meant");
            }
            if (set(PASSWORD) == set(PASSWORD_FILE)) {
                throw new IllegalArgumentException(
                        "set one of " + PASSWORD + " and " + PASSWORD_FILE + " for " + USERNAME);
            }
            String password = set(PASSWORD)
                    ? environment.getOrDefault(PASSWORD, "")
                    : read(PASSWORD_FILE).strip();
            String module = mechanism.equals(PLAIN) ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
            security.put(SaslConfigs.SASL_MECHANISM, mechanism);
            security.put(
                    SaslConfigs.SASL_JAAS_CONFIG,
                    "org.apache.kafka.common.security." + module + " required username=" + quoted(text(USERNAME))
                            + " password=" + quoted(password) + ";");
        }

        private void tls(Map<String, String> security) {
            if (set(CA_CERT)) {
                security.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
                security.put(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, read(CA_CERT));
            }
            if (set(CLIENT_CERT) != set(CLIENT_KEY)) {
                throw new IllegalArgumentException("set both of " + CLIENT_CERT + " and " + CLIENT_KEY + ", or none");
            }
            if (set(CLIENT_CERT)) {
                security.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, "PEM");
                security.put(SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG, read(CLIENT_CERT));
                security.put(SslConfigs.SSL_KEYSTORE_KEY_CONFIG, read(CLIENT_KEY));
            }
        }

        private static String quoted(String value) {
            return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }

        private String read(String variable) {
            Path file = Path.of(text(variable));
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new IllegalArgumentException(
                        variable + " names " + file + ", which cannot be read ("
                                + e.getClass().getSimpleName() + ")",
                        e);
            }
        }

        private boolean set(String variable) {
            return !text(variable).isEmpty();
        }

        private String text(String variable) {
            @Nullable String value = environment.get(variable);
            return value == null ? "" : value.strip();
        }
    }
}
