package tollgate.kafka.local;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who gets in at the port for clients. The brokers among themselves talk without security, on this machine alone.
 *
 * @param passwords of users by name, by SASL's PLAIN and SCRAM-SHA-512; nobody is asked where there are none
 * @param keyStore a PKCS #12 file with the key of 127.0.0.1 for TLS, or null for none
 * @param keyStorePassword of the file and its key
 */
public record Access(
        Map<String, String> passwords, @Nullable Path keyStore, String keyStorePassword) {
    /** Everybody on this machine, without TLS. */
    public static final Access OPEN = new Access(Map.of(), null, "");

    public Access {
        passwords = Map.copyOf(passwords);
    }

    /** The name of the protocol, as clients set it in {@code security.protocol}. */
    public String protocol() {
        if (passwords.isEmpty()) {
            return keyStore == null ? "PLAINTEXT" : "SSL";
        }
        return keyStore == null ? "SASL_PLAINTEXT" : "SASL_SSL";
    }

    /** Settings of the listener with a name. */
    Map<String, String> listener(String name) {
        String prefix = "listener.name." + name + ".";
        Map<String, String> settings = new LinkedHashMap<>();
        if (keyStore != null) {
            settings.put(prefix + "ssl.keystore.type", "PKCS12");
            settings.put(prefix + "ssl.keystore.location", keyStore.toString());
            settings.put(prefix + "ssl.keystore.password", keyStorePassword);
        }
        if (!passwords.isEmpty()) {
            settings.put(prefix + "sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512");
            settings.put(
                    prefix + "plain.sasl.jaas.config",
                    passwords.entrySet().stream()
                            .map(user -> "user_" + user.getKey() + "=\"" + user.getValue() + "\"")
                            .collect(Collectors.joining(
                                    " ", "org.apache.kafka.common.security.plain.PlainLoginModule required ", ";")));
            settings.put(
                    prefix + "scram-sha-512.sasl.jaas.config",
                    "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        }
        return settings;
    }

    /** Names and no passwords. */
    @Override
    public String toString() {
        return protocol() + " for " + (passwords.isEmpty() ? "everybody" : passwords.keySet());
    }
}
