package tollgate.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.access.audit.AuditEvent;
import tollgate.access.audit.InMemoryAuditLog;

class TokenAdministrationTest {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration INSTANT = Duration.ofNanos(1);

    @TempDir
    private Path folder;

    private final MutableClock clock = new MutableClock();
    private final InMemoryTokenStore store = new InMemoryTokenStore();
    private final InMemoryAuditLog audit = new InMemoryAuditLog();
    private final TokenAdministration tokens = new TokenAdministration(store, audit, clock, "ann");
    private final List<String> failures = new ArrayList<>();

    private TokenVerifier verifier() throws IOException {
        return new TokenVerifier(store, clock);
    }

    private IssuedToken create(@Nullable Path file) throws IOException {
        return tokens.create(new TokenRequest("search", "crawler", Set.of(Scope.CHAT), Set.of("qwen-max"), WEEK, file));
    }

    private Verdict verdict(String text) throws IOException {
        return verifier().verify(text, Scope.CHAT);
    }

    private List<IssuedToken> rotateDue() throws IOException {
        return tokens.rotateDue((token, failure) -> failures.add(token.id() + " " + failure.getMessage()));
    }

    @Test
    void aNewTokenIsGoodUntilItsLastMoment() throws Exception {
        IssuedToken made = create(null);

        assertThat(made.text()).matches("tg_[0-9a-f]{12}_[A-Za-z0-9_-]{43}");
        assertThat(made.text()).startsWith("tg_" + made.token().id() + "_");
        assertThat(verdict(made.text())).isEqualTo(new Verdict.Granted(made.token()));
        assertThat(made.token().allows("qwen-max")).isTrue();
        assertThat(made.token().allows("qwen")).isFalse();

        clock.advance(WEEK.minus(INSTANT));
        assertThat(verdict(made.text())).isInstanceOf(Verdict.Granted.class);
        clock.advance(INSTANT);
        assertThat(verdict(made.text())).isEqualTo(new Verdict.Denied(Denial.EXPIRED, made.token()));
    }

    @Test
    void whatIsNoTokenOfOursIsInvalidAndProvesNothing() throws Exception {
        String good = create(null).text();
        String other = create(null).text();
        Verdict invalid = new Verdict.Denied(Denial.INVALID, null);

        for (String wrong : List.of(
                "",
                "tg_",
                good.substring(1),
                good + "x",
                good.substring(0, good.length() - 1),
                good.substring(0, 16) + other.substring(16),
                "tg_000000000000" + good.substring(15),
                good.toUpperCase(java.util.Locale.ROOT))) {
            assertThat(verdict(wrong)).as(wrong).isEqualTo(invalid);
        }
    }

    @Test
    void aHeaderMustBearIt() throws Exception {
        IssuedToken made = create(null);
        Verdict missing = new Verdict.Denied(Denial.MISSING, null);

        assertThat(verifier().verifyHeader("Bearer " + made.text(), Scope.CHAT)).isInstanceOf(Verdict.Granted.class);
        assertThat(verifier().verifyHeader("bearer  " + made.text() + " ", Scope.CHAT))
                .isInstanceOf(Verdict.Granted.class);
        assertThat(verifier().verifyHeader(null, Scope.CHAT)).isEqualTo(missing);
        assertThat(verifier().verifyHeader(made.text(), Scope.CHAT)).isEqualTo(missing);
        assertThat(verifier().verifyHeader("Basic " + made.text(), Scope.CHAT)).isEqualTo(missing);
    }

    @Test
    void aScopeContainsNoOther() throws Exception {
        IssuedToken made = create(null);

        assertThat(verifier().verify(made.text(), Scope.ADMIN))
                .isEqualTo(new Verdict.Denied(Denial.SCOPE, made.token()));
        assertThat(verifier().verify(made.text(), Scope.CONSOLE))
                .isEqualTo(new Verdict.Denied(Denial.SCOPE, made.token()));
    }

    @Test
    void revokedItIsGoodForNothing() throws Exception {
        IssuedToken made = create(null);
        Token revoked = tokens.revoke(made.token().id());

        assertThat(verdict(made.text())).isEqualTo(new Verdict.Denied(Denial.REVOKED, revoked));
        assertThatThrownBy(() -> tokens.revoke(made.token().id())).hasMessageContaining("is revoked already");
        assertThatThrownBy(() -> tokens.rotate(made.token().id(), null)).hasMessageContaining("is revoked already");
        assertThatThrownBy(() -> tokens.revoke("none")).hasMessageContaining("there is no token \"none\"");
    }

    @Test
    void bothSecretsAreGoodDuringTheOverlapAndOnlyTheNewOneAfterIt() throws Exception {
        IssuedToken first = create(null);
        clock.advance(Duration.ofDays(2));
        IssuedToken second = tokens.rotate(first.token().id(), null);

        assertThat(second.token().id()).isEqualTo(first.token().id());
        assertThat(second.text()).isNotEqualTo(first.text());
        clock.advance(TokenAdministration.OVERLAP.minus(INSTANT));
        assertThat(verdict(first.text())).isInstanceOf(Verdict.Granted.class);
        assertThat(verdict(second.text())).isInstanceOf(Verdict.Granted.class);
        clock.advance(INSTANT);
        assertThat(verdict(first.text())).isEqualTo(new Verdict.Denied(Denial.EXPIRED, second.token()));
        assertThat(verdict(second.text())).isInstanceOf(Verdict.Granted.class);
        clock.advance(WEEK.minus(TokenAdministration.OVERLAP));
        assertThat(verdict(second.text())).isInstanceOf(Verdict.Denied.class);
    }

    @Test
    void anOverlapNeverMakesASecretLiveLonger() throws Exception {
        IssuedToken first = create(null);
        clock.advance(WEEK.minusHours(1));
        tokens.rotate(first.token().id(), Duration.ofDays(30));

        clock.advance(Duration.ofHours(1));
        assertThat(verdict(first.text())).isInstanceOf(Verdict.Denied.class);
    }

    @Test
    void withoutAnOverlapTheFormerSecretEndsAtOnce() throws Exception {
        IssuedToken first = create(null);
        IssuedToken second = tokens.rotate(first.token().id(), Duration.ZERO);

        assertThat(verdict(first.text())).isInstanceOf(Verdict.Denied.class);
        assertThat(verdict(second.text())).isInstanceOf(Verdict.Granted.class);
    }

    @Test
    void hasABoundedNumberOfSecretsThatAreGood() throws Exception {
        String id = create(null).token().id();
        for (int i = 1; i < TokenAdministration.MOST_SECRETS; i++) {
            tokens.rotate(id, null);
        }

        assertThatThrownBy(() -> tokens.rotate(id, null)).hasMessageContaining("4 secrets that are still good");
        clock.advance(TokenAdministration.OVERLAP);
        assertThat(tokens.rotate(id, null).token().secrets()).hasSize(2);
    }

    @Test
    void aTokenWithAFileIsRotatedByItselfSoThatNothingBreaks() throws Exception {
        Path file = folder.resolve("made").resolve("token");
        IssuedToken made = create(file);
        create(null);
        assertThat(file).hasContent(made.text());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        for (int hour = 0; hour < 24 * 30; hour++) {
            String before = Files.readString(file).strip();
            List<IssuedToken> rotated = rotateDue();
            String after = Files.readString(file).strip();

            assertThat(rotated).hasSize(after.equals(before) ? 0 : 1);
            assertThat(verdict(before)).as("before, hour %d", hour).isInstanceOf(Verdict.Granted.class);
            assertThat(verdict(after)).as("after, hour %d", hour).isInstanceOf(Verdict.Granted.class);
            clock.advance(Duration.ofHours(1));
        }
        assertThat(audit.events().stream().filter(event -> AuditEvent.ROTATE.equals(event.action())))
                .hasSize(4)
                .allSatisfy(event -> assertThat(event.reason()).isEqualTo("about to expire"));
        assertThat(failures).isEmpty();
    }

    @Test
    void aFileThatDoesNotHoldTheNewestSecretIsMadeAnew() throws Exception {
        Path file = folder.resolve("token");
        IssuedToken first = create(file);
        Files.writeString(file, "lost");

        IssuedToken second = rotateDue().get(0);

        assertThat(file).hasContent(second.text());
        assertThat(verdict(first.text())).isInstanceOf(Verdict.Granted.class);
        assertThat(rotateDue()).isEmpty();
        Files.delete(file);
        assertThat(rotateDue()).hasSize(1);
    }

    @Test
    void whereTheFileCannotBeWrittenNothingChanges() throws Exception {
        Path file = folder.resolve("below").resolve("token");
        IssuedToken made = create(file);
        Files.delete(file);
        Files.delete(file.getParent());
        Files.writeString(file.getParent(), "no folder");
        Tokens before = store.read();

        assertThat(rotateDue()).isEmpty();

        assertThat(failures)
                .hasSize(1)
                .first()
                .asString()
                .startsWith(made.token().id());
        assertThat(store.read()).isEqualTo(before);
    }

    @Test
    void eachChangeLeavesOneAuditEventWithoutASecret() throws Exception {
        IssuedToken made = create(null);
        String id = made.token().id();
        clock.advance(Duration.ofDays(3));
        IssuedToken rotated = tokens.rotate(id, null);
        clock.advance(Duration.ofDays(1));
        tokens.revoke(id);

        assertThat(audit.events())
                .extracting(
                        AuditEvent::action,
                        AuditEvent::outcome,
                        AuditEvent::keyId,
                        AuditEvent::tenant,
                        AuditEvent::user,
                        AuditEvent::ageDays)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("create", "success", id, "search", "ann", 0L),
                        org.assertj.core.groups.Tuple.tuple("rotate", "success", id, "search", "ann", 0L),
                        org.assertj.core.groups.Tuple.tuple("revoke", "success", id, "search", "ann", 1L));
        assertThat(audit.events().toString() + made + rotated + store.read())
                .doesNotContain(made.text().substring(16))
                .doesNotContain(rotated.text().substring(16));
    }

    @Test
    void aTextThatIsThereAlreadyIsAdoptedOnce() throws Exception {
        String text = TokenAdministration.newText();
        TokenRequest request = new TokenRequest("default", "first", Set.of(Scope.CHAT), Set.of(), WEEK, null);
        tokens.adopt(text, request);
        clock.advance(Duration.ofDays(1));
        Tokens before = store.read();
        tokens.adopt(text, request);

        assertThat(store.read()).isEqualTo(before);
        assertThat(verdict(text)).isInstanceOf(Verdict.Granted.class);
        assertThat(audit.events()).hasSize(1);
        tokens.revoke(before.all().iterator().next().id());
        tokens.adopt(text, request);
        assertThat(verdict(text)).isInstanceOf(Verdict.Denied.class);
        assertThatThrownBy(() -> tokens.adopt("secret", request)).hasMessageStartingWith("is no token");
    }

    @Test
    void whatEndedLongAgoIsForgotten() throws Exception {
        String id = create(null).token().id();
        clock.advance(WEEK.plus(TokenAdministration.REMEMBERED));
        create(null);
        assertThat(store.read().find(id)).isNotNull();
        clock.advance(INSTANT);
        create(null);
        assertThat(store.read().find(id)).isNull();
    }

    @Test
    void aVerifierSeesChangesWhenItLooks() throws Exception {
        TokenVerifier verifier = verifier();
        IssuedToken made = create(null);
        assertThat(verifier.verify(made.text(), Scope.CHAT)).isInstanceOf(Verdict.Denied.class);

        assertThat(verifier.refresh()).isTrue();
        assertThat(verifier.refresh()).isFalse();
        assertThat(verifier.verify(made.text(), Scope.CHAT)).isInstanceOf(Verdict.Granted.class);
        tokens.revoke(made.token().id());
        assertThat(verifier.refresh()).isTrue();
        assertThat(verifier.verify(made.text(), Scope.CHAT)).isInstanceOf(Verdict.Denied.class);
        assertThat(Objects.requireNonNull(verifier.tokens().find(made.token().id()))
                        .ended(clock.instant()))
                .isEqualTo(clock.instant());
    }

    @Test
    void aRequestThatCannotBeIsRefused() {
        Set<Scope> chat = Set.of(Scope.CHAT);
        assertThatThrownBy(() -> new TokenRequest(" ", "n", chat, Set.of(), WEEK, null))
                .hasMessageContaining("a tenant has 1 to 256 characters");
        assertThatThrownBy(() -> new TokenRequest("t", "a\nb", chat, Set.of(), WEEK, null))
                .hasMessageContaining("a name has");
        assertThatThrownBy(() -> new TokenRequest("t", "n", Set.of(), Set.of(), WEEK, null))
                .hasMessageContaining("needs a scope");
        assertThatThrownBy(() -> new TokenRequest("t", "n", chat, Set.of(), Duration.ZERO, null))
                .hasMessageContaining("expires after at most 366 days");
        assertThatThrownBy(() -> Scope.of("all")).hasMessageContaining("chat, console, admin");
    }
}
