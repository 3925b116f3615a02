package tollgate.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every token store does. */
abstract class TokenStoreContract {
    private static final Instant CREATED = Instant.parse("2026-03-15T14:30:22.123456789Z");

    abstract TokenStore store();

    /** As another process would open it. */
    abstract TokenStore another();

    static Token numbered(int number) {
        return new Token(
                "id-" + number,
                "tenant ü",
                "name",
                Set.of(Scope.CHAT, Scope.ADMIN),
                number % 2 == 0 ? Set.of() : Set.of("a", "b"),
                Duration.ofDays(7),
                number % 2 == 0 ? null : Path.of("/secrets/one"),
                number % 3 == 0 ? CREATED.plusSeconds(5) : null,
                List.of(HashedSecret.of(new byte[] {1, 2}, "secret", CREATED, CREATED.plusSeconds(9))));
    }

    @Test
    void holdsNothingAtFirst() throws Exception {
        assertThat(store().read()).isEqualTo(Tokens.NONE);
    }

    @Test
    void givesBackWhatWasStoredToEverybodyAtOnce() throws Exception {
        for (int i = 0; i < 4; i++) {
            Token token = numbered(i);
            Tokens stored = store().update(tokens -> tokens.with(token));

            assertThat(stored.find(token.id())).isEqualTo(token);
            assertThat(another().read()).isEqualTo(stored);
            assertThat(store().read()).isEqualTo(stored);
        }
        assertThat(store().read().all()).containsExactly(numbered(0), numbered(1), numbered(2), numbered(3));
    }

    @Test
    void aChangeOfTheSameTokenReplacesIt() throws Exception {
        store().update(tokens -> tokens.with(numbered(1)));
        Token revoked = numbered(1).revokedAt(CREATED.plusSeconds(60));
        another().update(tokens -> tokens.with(revoked));

        assertThat(store().read().all()).containsExactly(revoked);
    }

    @Test
    void aChangeThatFailsStoresNothing() throws Exception {
        store().update(tokens -> tokens.with(numbered(1)));

        assertThatThrownBy(() -> store().update(tokens -> {
                    throw new TokenException("no");
                }))
                .isInstanceOf(TokenException.class)
                .hasMessage("no");
        assertThat(store().read().all()).containsExactly(numbered(1));
        store().update(tokens -> tokens.with(numbered(2)));
        assertThat(store().read().all()).hasSize(2);
    }

    @Test
    void noChangeOfManyWritersIsLost() throws Exception {
        int writers = 4;
        int each = 12;
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            TokenStore mine = writer % 2 == 0 ? store() : another();
            int first = writer * each;
            tasks.add(() -> {
                for (int i = 0; i < each; i++) {
                    Token token = numbered(first + i);
                    mine.update(tokens -> tokens.with(token));
                }
                return null;
            });
        }
        try (var executor = Executors.newFixedThreadPool(writers)) {
            for (Future<Void> task : executor.invokeAll(tasks)) {
                task.get();
            }
        }
        assertThat(store().read().all())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, writers * each)
                        .mapToObj(TokenStoreContract::numbered)
                        .toList());
    }
}
