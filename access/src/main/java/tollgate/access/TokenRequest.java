package tollgate.access;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a new token is to be.
 *
 * @param tenant whose requests it lets in
 * @param name what people call it
 * @param models the models that it may ask for, or empty for all
 * @param lifetime how long each of its secrets is good for
 * @param file where each new secret is put, so that it is rotated by itself; or null
 */
public record TokenRequest(
        String tenant,
        String name,
        Set<Scope> scopes,
        Set<String> models,
        Duration lifetime,
        @Nullable Path file) {
    /** Where nobody says otherwise. */
    public static final Duration DEFAULT_LIFETIME = Duration.ofDays(7);

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int MAX_CHARS = 256;

    /**
     * Checks it.
     *
     * @throws IllegalArgumentException where it cannot be; the message says what is wrong with what
     */
    public TokenRequest {
        check("tenant", tenant);
        check("name", name);
        models.forEach(model -> check("model", model));
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException("a token needs a scope");
        }
        if (lifetime.isNegative() || lifetime.isZero() || lifetime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a token expires after at most " + LONGEST.toDays() + " days");
        }
        scopes = Set.copyOf(scopes);
        models = Set.copyOf(models);
    }

    private static void check(String what, String text) {
        boolean good = !text.isBlank()
                && text.length() <= MAX_CHARS
                && text.chars().noneMatch(Character::isISOControl)
                && text.strip().equals(text);
        if (!good) {
            throw new IllegalArgumentException("a " + what + " has 1 to " + MAX_CHARS
                    + " characters, no control characters and no blanks around it");
        }
    }
}
