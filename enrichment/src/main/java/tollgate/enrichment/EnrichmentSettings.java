package tollgate.enrichment;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What enrichment is told.
 *
 * @param lookup the table of keys, or null for none
 * @param clientAddress what is done with the caller's address
 * @param clientAddressSalt the secret that hashes of addresses are made with; null unless they are hashed
 * @param environment {@code service.environment}, or null where it is not known
 * @param host {@code host.name} of gateways whose lines have none, or null where it is not known
 */
public record EnrichmentSettings(
        @Nullable Path lookup,
        ClientAddress clientAddress,
        @Nullable String clientAddressSalt,
        @Nullable String environment,
        @Nullable String host) {

    /** Environment variable: path of the table of keys. */
    public static final String LOOKUP = "TOLLGATE_LOOKUP";
    /** Environment variable: keep, truncate or hash. */
    public static final String CLIENT_ADDRESS = "TOLLGATE_CLIENT_ADDRESS";
    /** Environment variable: the secret of hashed addresses. */
    public static final String CLIENT_ADDRESS_SALT = "TOLLGATE_CLIENT_ADDRESS_SALT";
    /** Environment variable: the environment that the gateways run in. */
    public static final String ENVIRONMENT = "TOLLGATE_ENVIRONMENT";
    /** Environment variable: the host that the gateways run on. */
    public static final String HOST = "TOLLGATE_HOST";

    /** A shorter salt is refused: there are so few IPv4 addresses that whoever guesses it has them all. */
    public static final int MIN_SALT_CHARS = 16;

    /** What is done with the caller's address. */
    public enum ClientAddress {
        KEEP,
        /** The network remains: /24 of IPv4, /48 of IPv6. */
        TRUNCATE,
        HASH;

        private String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws IllegalArgumentException where addresses are to be hashed without a salt that is long enough */
    public EnrichmentSettings {
        if (clientAddress == ClientAddress.HASH
                && (clientAddressSalt == null || clientAddressSalt.length() < MIN_SALT_CHARS)) {
            throw new IllegalArgumentException(CLIENT_ADDRESS_SALT + ": " + CLIENT_ADDRESS
                    + "=hash needs a secret of at least " + MIN_SALT_CHARS + " characters; set one, and keep it");
        }
    }

    /**
     * As the environment says. A variable that is empty counts as not set.
     *
     * @throws IllegalArgumentException where a variable has a value that it cannot have; the message is one line that names it
     */
    public static EnrichmentSettings fromEnvironment(Map<String, String> environment) {
        return new EnrichmentSettings(
                path(environment),
                clientAddress(environment),
                text(environment, CLIENT_ADDRESS_SALT),
                text(environment, ENVIRONMENT),
                text(environment, HOST));
    }

    private static ClientAddress clientAddress(Map<String, String> environment) {
        String text = text(environment, CLIENT_ADDRESS);
        if (text == null) {
            return ClientAddress.TRUNCATE;
        }
        return Arrays.stream(ClientAddress.values())
                .filter(value -> value.code().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(CLIENT_ADDRESS + ": '" + text + "' is none of "
                        + Arrays.stream(ClientAddress.values())
                                .map(ClientAddress::code)
                                .collect(Collectors.joining(", "))));
    }

    private static @Nullable Path path(Map<String, String> environment) {
        String text = text(environment, LOOKUP);
        try {
            return text == null ? null : Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    LOOKUP + ": is no path (" + e.getReason() + "); write that of a CSV or YAML file", e);
        }
    }

    private static @Nullable String text(Map<String, String> environment, String name) {
        String text = environment.getOrDefault(name, "").strip();
        return text.isEmpty() ? null : text;
    }

    /** Without the salt. */
    @Override
    public String toString() {
        return "EnrichmentSettings[lookup=" + lookup + ", clientAddress=" + clientAddress + ", environment="
                + environment + ", host=" + host + "]";
    }
}
