package tollgate.access;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tollgate.access.audit.AuditEvent;
import tollgate.access.audit.AuditLog;

/**
 * Makes, rotates and revokes tokens; each change leaves a line in the audit log. Any number of processes may do so at a time.
 *
 * <p>A rotated token keeps its id; its former secret stays good for an overlap, so that whoever still uses it has time to change.
 */
public final class TokenAdministration {
    /** The longest time that a former secret is good for by itself. */
    public static final Duration OVERLAP = Duration.ofDays(1);

    /** Secrets of one token that are good at the same time: each of them is compared with what a caller shows. */
    static final int MOST_SECRETS = 4;
    /** Tokens that ended are listed for so long. */
    static final Duration REMEMBERED = Duration.ofDays(90);

    private final TokenStore store;
    private final AuditLog audit;
    private final InstantSource clock;
    private final String actor;
    private final Secrets secrets = new Secrets(new SecureRandom());

    /** @param actor who does it, for the audit log */
    public TokenAdministration(TokenStore store, AuditLog audit, InstantSource clock, String actor) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
        this.actor = actor;
    }

    /** Makes a token. Its text can be had here and, where it names a file, there; nowhere else and never again. */
    public IssuedToken create(TokenRequest request) throws IOException {
        Instant now = clock.instant();
        Change change = new Change(request.file(), tokens -> {
            String id = secrets.id();
            while (tokens.find(id) != null) {
                id = secrets.id();
            }
            return id;
        });
        IssuedToken made = change.store((id, before, secret) -> new Token(
                id,
                request.tenant(),
                request.name(),
                request.scopes(),
                request.models(),
                request.lifetime(),
                request.file() == null ? null : request.file().toAbsolutePath().normalize(),
                null,
                List.of(HashedSecret.of(secrets.salt(), secret, now, now.plus(request.lifetime())))));
        audit.append(event(AuditEvent.CREATE, made.token(), null));
        return made;
    }

    /** A text for {@link #adopt}, with an id and a secret of its own. */
    public static String newText() {
        Secrets made = new Secrets(new SecureRandom());
        return new PresentedToken(made.id(), made.secret()).text();
    }

    /**
     * Makes a token of a text that somebody has already: the first token of a gateway, so that its clients can know it before it
     * starts. Where there is one of this id, nothing is done, whatever became of it.
     *
     * @throws TokenException where the text is none
     */
    public void adopt(String text, TokenRequest request) throws IOException {
        PresentedToken given = PresentedToken.parse(text);
        if (given == null) {
            throw new TokenException("is no token: let ./tollgate init make one");
        }
        if (store.read().find(given.id()) != null) {
            return;
        }
        Instant now = clock.instant();
        Token token = new Token(
                given.id(),
                request.tenant(),
                request.name(),
                request.scopes(),
                request.models(),
                request.lifetime(),
                null,
                null,
                List.of(HashedSecret.of(secrets.salt(), given.secret(), now, now.plus(request.lifetime()))));
        Tokens stored = store.update(tokens -> tokens.find(given.id()) == null ? tokens.with(token) : tokens);
        if (token.equals(stored.find(given.id()))) { // another process may have been quicker
            audit.append(event(AuditEvent.CREATE, token, "first token"));
        }
    }

    /**
     * Gives a token a new secret.
     *
     * @param overlap how long the secrets before stay good at most; null for the usual time
     * @throws TokenException where there is no such token, or it cannot be rotated
     */
    public IssuedToken rotate(String id, @Nullable Duration overlap) throws IOException {
        return rotate(good(store.read(), id), overlap, null);
    }

    private IssuedToken rotate(Token token, @Nullable Duration overlap, @Nullable String reason) throws IOException {
        Instant now = clock.instant();
        Instant overlapEnd = now.plus(overlap == null ? overlap(token.lifetime()) : overlap);
        Change change = new Change(token.file(), tokens -> token.id());
        IssuedToken rotated = change.store((id, before, secret) -> {
            Token next = good(before, id)
                    .rotated(HashedSecret.of(secrets.salt(), secret, now, now.plus(token.lifetime())), overlapEnd);
            if (next.secrets().size() > MOST_SECRETS) {
                throw new TokenException(
                        "the token " + id + " has " + MOST_SECRETS
                                + " secrets that are still good: wait until the first of them ends, or revoke it and make another");
            }
            return next;
        });
        audit.append(event(AuditEvent.ROTATE, rotated.token(), reason));
        return rotated;
    }

    /**
     * Takes a token back: it is good for nothing from now on.
     *
     * @throws TokenException where there is no such token, or it is good for nothing already
     */
    public Token revoke(String id) throws IOException {
        Tokens changed = store.update(tokens -> tokens.with(good(tokens, id).revokedAt(clock.instant())));
        Token revoked = known(changed, id);
        audit.append(event(AuditEvent.REVOKE, revoked, null));
        return revoked;
    }

    /**
     * Rotates the tokens that have a file and are about to expire, or whose file does not hold the newest secret, as after a crash
     * in between.
     *
     * @param failures told of each that could not be rotated; the others are nonetheless
     */
    public List<IssuedToken> rotateDue(FailureListener failures) throws IOException {
        List<IssuedToken> rotated = new ArrayList<>();
        for (Token token : store.read().all()) {
            String reason = due(token);
            if (reason != null) {
                try {
                    rotated.add(rotate(token, null, reason));
                } catch (IOException | TokenException e) {
                    failures.notRotated(token, e);
                }
            }
        }
        return rotated;
    }

    /** Is told of tokens that could not be rotated. */
    @FunctionalInterface
    public interface FailureListener {
        /** Called once for each attempt. */
        void notRotated(Token token, Exception failure);
    }

    private @Nullable String due(Token token) {
        Path file = token.file();
        Instant now = clock.instant();
        if (file == null || token.ended(now) != null) {
            return null;
        }
        if (!now.plus(overlap(token.lifetime())).isBefore(token.newest().expires())) {
            return "about to expire";
        }
        return SecretFiles.holds(file, token) ? null : "its file does not hold it";
    }

    /** How long a former secret stays good: a day, or half of a short life. */
    public static Duration overlap(Duration lifetime) {
        Duration half = lifetime.dividedBy(2);
        return half.compareTo(OVERLAP) < 0 ? half : OVERLAP;
    }

    private Token good(Tokens tokens, String id) {
        Token token = known(tokens, id);
        if (token.ended(clock.instant()) != null) {
            throw new TokenException("the token " + id + " is " + (token.revoked() == null ? "expired" : "revoked")
                    + " already: make another");
        }
        return token;
    }

    private static Token known(Tokens tokens, String id) {
        Token token = tokens.find(id);
        if (token == null) {
            throw new TokenException("there is no token \"" + id + "\": the list shows their ids");
        }
        return token;
    }

    private AuditEvent event(String action, Token token, @Nullable String reason) {
        return AuditEvent.of(clock.instant(), action)
                .withKey(token.id(), token.tenant())
                .withAgeDays(token.ageDays(clock.instant()))
                .withUser(actor)
                .withReason(reason);
    }

    /** Makes the token as it is to be. */
    private interface Maker {
        Token make(String id, Tokens before, String secret);
    }

    /** Which token it is about. */
    private interface Naming {
        String id(Tokens tokens);
    }

    /** A new secret, stored and put into its file: prepared there first, so that it is not stored where it cannot be had. */
    private final class Change {
        private final @Nullable Path file;
        private final Naming naming;
        private final String secret = secrets.secret();

        Change(@Nullable Path file, Naming naming) {
            this.file = file;
            this.naming = naming;
        }

        IssuedToken store(Maker maker) throws IOException {
            Instant forgotten = clock.instant().minus(REMEMBERED);
            SecretFiles.Prepared prepared = file == null ? null : SecretFiles.prepare(file);
            String[] id = new String[1];
            UnaryOperator<Tokens> change = tokens -> {
                id[0] = naming.id(tokens);
                return tokens.with(maker.make(id[0], tokens, secret)).without(token -> {
                    Instant ended = token.ended(forgotten);
                    return ended != null && ended.isBefore(forgotten);
                });
            };
            Token stored = known(store.update(change), id[0]);
            IssuedToken issued = new IssuedToken(stored, new PresentedToken(stored.id(), secret).text());
            if (prepared != null) {
                prepared.put(issued.text());
            }
            return issued;
        }
    }
}
