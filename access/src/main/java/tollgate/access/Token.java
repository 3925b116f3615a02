package tollgate.access;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An access token as it is stored. Rotated, it keeps its id and gets a secret more; the one before stays good for an overlap.
 *
 * @param id for logs and commands; no secret
 * @param tenant whose requests they are
 * @param name what people call it
 * @param models the models that it may ask for, or empty for all
 * @param lifetime how long a new secret is good for
 * @param file where each new secret is put, so that it can be rotated by itself; or null
 * @param revoked since when it is good for nothing, or null
 * @param secrets the oldest first; at least one
 */
public record Token(
        String id,
        String tenant,
        String name,
        Set<Scope> scopes,
        Set<String> models,
        Duration lifetime,
        @Nullable Path file,
        @Nullable Instant revoked,
        List<HashedSecret> secrets) {

    /** Keeps copies. */
    public Token {
        scopes = Set.copyOf(scopes);
        models = Set.copyOf(models);
        secrets = List.copyOf(secrets);
    }

    /** The secret that was made last. */
    public HashedSecret newest() {
        return secrets.get(secrets.size() - 1);
    }

    /** The first moment at which none of its secrets is good any more. */
    public Instant expires() {
        return secrets.stream()
                .map(HashedSecret::expires)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Since when it was good for nothing at that time, or null where it was good. */
    public @Nullable Instant ended(Instant now) {
        if (revoked != null) {
            return revoked;
        }
        return now.isBefore(expires()) ? null : expires();
    }

    /** Whole days since its newest secret was made. */
    public long ageDays(Instant now) {
        return Math.max(0, Duration.between(newest().created(), now).toDays());
    }

    public boolean allows(String model) {
        return models.isEmpty() || models.contains(model);
    }

    Token withSecrets(List<HashedSecret> newSecrets) {
        return new Token(id, tenant, name, scopes, models, lifetime, file, revoked, newSecrets);
    }

    /** With one more secret; those before end after the overlap at the latest, and those that have ended are dropped. */
    Token rotated(HashedSecret next, Instant overlapEnd) {
        Stream<HashedSecret> before = secrets.stream()
                .filter(secret -> next.created().isBefore(secret.expires()))
                .map(secret -> secret.endingAt(overlapEnd));
        return withSecrets(Stream.concat(before, Stream.of(next)).toList());
    }

    Token revokedAt(Instant now) {
        return new Token(id, tenant, name, scopes, models, lifetime, file, now, secrets);
    }
}
