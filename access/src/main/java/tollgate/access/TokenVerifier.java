package tollgate.access;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.files.FileMistakeException;

/**
 * Tells who a caller is by the token that it shows. Safe for use by many threads, and quick: one look-up by id and one hash for
 * each secret of the token; no file is touched.
 *
 * <p>It has no thread: whoever has a loop calls {@link #refresh}, so often as a revoked token may still be good.
 */
public final class TokenVerifier {
    private static final Logger LOG = LoggerFactory.getLogger(TokenVerifier.class);
    private static final String BEARER = "bearer ";

    private final TokenStore store;
    private final InstantSource clock;
    private volatile Tokens tokens;
    private boolean failed;

    /**
     * Reads the store.
     *
     * @throws FileMistakeException where it cannot be understood
     */
    public TokenVerifier(TokenStore store, InstantSource clock) throws IOException {
        this.store = store;
        this.clock = clock;
        this.tokens = store.read();
    }

    /**
     * Reads the store again. Where that fails, what was read before stays in force, and the mistake is told once. One thread at
     * a time.
     *
     * @return whether the tokens are others now
     */
    public synchronized boolean refresh() {
        try {
            Tokens now = store.read();
            failed = false;
            boolean changed = !now.equals(tokens);
            tokens = now;
            return changed;
        } catch (IOException | FileMistakeException e) {
            if (!failed) {
                failed = true;
                LOG.error("{}; the tokens that were read before stay in force", e.getMessage());
            }
            return false;
        }
    }

    /** All that are in force, and those that were. */
    public Tokens tokens() {
        return tokens;
    }

    /**
     * Judges the value of an {@code Authorization} header.
     *
     * @param authorization {@code Bearer tg_…}, or null where there is none
     */
    public Verdict verifyHeader(@Nullable String authorization, Scope scope) {
        return authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? new Verdict.Denied(Denial.MISSING, null)
                : verify(authorization.substring(BEARER.length()).strip(), scope);
    }

    /**
     * Judges a token.
     *
     * @param shown the whole token, as the caller has it
     * @param scope what it must be good for
     */
    public Verdict verify(String shown, Scope scope) {
        PresentedToken presented = PresentedToken.parse(shown);
        Token token = presented == null ? null : tokens.find(presented.id());
        HashedSecret secret = presented == null || token == null ? null : matching(token, presented.secret());
        if (token == null || secret == null) {
            return new Verdict.Denied(Denial.INVALID, null);
        }
        Instant now = clock.instant();
        if (token.revoked() != null) {
            return new Verdict.Denied(Denial.REVOKED, token);
        }
        if (!now.isBefore(secret.expires())) {
            return new Verdict.Denied(Denial.EXPIRED, token);
        }
        return token.scopes().contains(scope) ? new Verdict.Granted(token) : new Verdict.Denied(Denial.SCOPE, token);
    }

    private static @Nullable HashedSecret matching(Token token, String secret) {
        HashedSecret found = null;
        for (HashedSecret each : token.secrets()) { // all of them, so that it does not show which one it is
            if (each.matches(secret)) {
                found = each;
            }
        }
        return found;
    }
}
