package tollgate.gateway;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.access.Token;
import tollgate.access.TokenAdministration;
import tollgate.access.TokenVerifier;
import tollgate.access.audit.AuditEvent;
import tollgate.access.limit.RateLimiter;
import tollgate.files.FileMistakeException;
import tollgate.pricing.PricingFiles;

/**
 * On a thread of its own: notices changed tokens and prices every second, rotates tokens that are due every minute, and tells the
 * audit log every six hours how old each token is. The alert looks a day back.
 */
final class AccessWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccessWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration ROTATE = Duration.ofMinutes(1);
    private static final Duration TELL_AGES = Duration.ofHours(6);

    private final TokenVerifier verifier;
    private final TokenAdministration tokens;
    private final RateLimiter limiter;
    private final PricingFiles prices;
    private final SafeAuditLog audit;
    private final InstantSource clock;
    private final Thread thread;
    private final Set<String> notRotated = new HashSet<>();
    private Instant rotateAt = Instant.MIN;
    private Instant tellAt = Instant.MIN;

    AccessWatch(
            TokenVerifier verifier,
            TokenAdministration tokens,
            RateLimiter limiter,
            PricingFiles prices,
            SafeAuditLog audit,
            InstantSource clock) {
        this.verifier = verifier;
        this.tokens = tokens;
        this.limiter = limiter;
        this.prices = prices;
        this.audit = audit;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("access-tokens").unstarted(this::run);
    }

    void start() {
        if (verifier.tokens().all().isEmpty()) {
            LOG.warn("There is no access token yet, so nobody can come in: make one with ./tollgate token create");
        }
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                try {
                    look();
                } catch (RuntimeException e) {
                    LOG.error("Tokens were not looked after", e);
                }
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void look() {
        Instant now = clock.instant();
        prices.refresh().mistakes().forEach(LOG::error);
        if (!now.isBefore(rotateAt)) {
            rotateAt = now.plus(ROTATE);
            rotate();
        }
        if (verifier.refresh()) {
            limiter.retain(verifier.tokens().all().stream().map(Token::tenant).collect(Collectors.toSet()));
            LOG.info(
                    "The access tokens have changed: there are {}",
                    verifier.tokens().all().size());
        }
        if (!now.isBefore(tellAt)) {
            tellAt = now.plus(TELL_AGES);
            for (Token token : verifier.tokens().all()) {
                if (token.ended(now) == null) {
                    audit.append(AuditEvent.age(now, token.id(), token.tenant(), token.ageDays(now)));
                }
            }
        }
    }

    private void rotate() {
        try {
            tokens.rotateDue((token, failure) -> {
                        if (notRotated.add(token.id())) {
                            LOG.error(
                                    "The token {} was not rotated, and will be tried again: {}",
                                    token.id(),
                                    failure.getMessage());
                        }
                    })
                    .forEach(rotated -> {
                        notRotated.remove(rotated.token().id());
                        LOG.info(
                                "The token {} was rotated; it is in {}",
                                rotated.token().id(),
                                rotated.token().file());
                    });
        } catch (IOException | FileMistakeException e) {
            LOG.error("Tokens could not be rotated: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
