package tollgate.elasticsearch.local;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Users of a server with security, in files of its configuration: the server lacks what it would keep native users with. So a test
 * can be somebody who has one role and nothing else.
 *
 * @param roles bodies in JSON, by name
 * @param passwords of users, by name; each has the role of the same name, and no other
 */
public record FileUsers(Map<String, String> roles, Map<String, String> passwords) {
    /** What everybody may, so that a start can be waited for: one action and no more. */
    private static final String HEALTH_ROLE = "local_health";

    private static final String HEALTH_BODY = "{\"cluster\": [\"cluster:monitor/health\"]}";
    private static final int ITERATIONS = 10_000;
    private static final int SALT_BYTES = 32;
    private static final int KEY_BITS = 256;

    public FileUsers {
        roles = Map.copyOf(roles);
        passwords = Map.copyOf(passwords);
    }

    Map<String, String> settings() {
        return Map.of(
                "xpack.security.enabled", "true",
                "xpack.security.authc.anonymous.username", "nobody",
                "xpack.security.authc.anonymous.roles", HEALTH_ROLE);
    }

    /** Texts by the names of their files. */
    Map<String, String> files() {
        return Map.of(
                "roles.yml", lines(roles, (name, body) -> name + ": " + body) + HEALTH_ROLE + ": " + HEALTH_BODY + "\n",
                "users", lines(passwords, (name, password) -> name + ":" + hash(password)),
                "users_roles", lines(passwords, (name, password) -> name + ":" + name));
    }

    private static String lines(Map<String, String> map, java.util.function.BinaryOperator<String> line) {
        return map.entrySet().stream()
                .map(entry -> line.apply(entry.getKey(), entry.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    /** As Elasticsearch's {@code Hasher} writes it. */
    private static String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        try {
            byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHMACSHA512")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, KEY_BITS))
                    .getEncoded();
            Base64.Encoder base64 = Base64.getEncoder();
            return "{PBKDF2}" + ITERATIONS + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Names and no passwords. */
    @Override
    public String toString() {
        return "users " + passwords.keySet();
    }
}
