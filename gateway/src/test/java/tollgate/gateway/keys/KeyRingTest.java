package tollgate.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRingTest {
    private static final Instant NOW = Instant.parse("2026-11-26T00:00:00Z");

    @TempDir
    Path folder;

    private Instant now = NOW;
    private final List<String> told = new ArrayList<>();
    private final KeyKeeper keeper = new KeyKeeper(() -> now, new KeyKeeper.Witness() {
        @Override
        public void rotated(String provider, @Nullable ProviderKey former, @Nullable ProviderKey current) {
            told.add("rotated " + provider + " " + former + " " + current);
        }

        @Override
        public void old(String provider, ProviderKey key, long days) {
            told.add("old " + provider + " " + key + " " + days);
        }
    });

    private static KeyConfig known(String secret, @Nullable Instant created, @Nullable Instant notAfter) {
        return new KeyConfig(new KeySource.Known(secret), created, notAfter, 1);
    }

    private KeyRing ring(KeyConfig... configs) {
        KeyRing ring = new KeyRing("p", List.of(configs));
        ring.refresh((_, cause) -> told.add(cause.getMessage()));
        return ring;
    }

    private @Nullable String current(KeyRing ring) {
        ProviderKey key = ring.current(now);
        return key == null ? null : key.authorization();
    }

    @Test
    void theFirstKeyHoldsUntilItsEnd() {
        KeyRing ring = ring(known("one", null, NOW.plusSeconds(10)), known("two", null, null));

        assertThat(current(ring)).isEqualTo("Bearer one");
        now = NOW.plusSeconds(10);
        assertThat(current(ring)).isEqualTo("Bearer two");
    }

    @Test
    void whereAllHaveEndedThereIsNone() {
        assertThat(current(ring(known("one", null, NOW)))).isNull();
        assertThat(current(ring())).isNull();
        assertThat(ring().isKeyless()).isTrue();
    }

    @Test
    void aKeyThatChangesAtItsSourceTakesOverAndIsWitnessed() throws IOException {
        Path file = folder.resolve("key");
        Files.writeString(file, " sk-one\n");
        KeyRing ring = ring(new KeyConfig(new KeySource.File(file), null, null, 1));
        keeper.keep(List.of(ring));
        keeper.refresh();
        assertThat(told).isEmpty();

        Files.writeString(file, "sk-two");
        keeper.refresh();

        assertThat(current(ring)).isEqualTo("Bearer sk-two");
        assertThat(told)
                .containsExactly(
                        "rotated p " + ProviderKey.fingerprintOf("sk-one") + " " + ProviderKey.fingerprintOf("sk-two"));
    }

    @Test
    void aSourceThatFailsLeavesItsKeyAsItWas() throws IOException {
        Path file = folder.resolve("key");
        Files.writeString(file, "sk-one");
        KeyRing ring = ring(new KeyConfig(new KeySource.File(file), null, null, 1));
        keeper.keep(List.of(ring));

        Files.delete(file);
        keeper.refresh();
        Files.writeString(file, "two words");
        keeper.refresh();

        assertThat(current(ring)).isEqualTo("Bearer sk-one");
        assertThat(told).isEmpty();
    }

    @Test
    void anOldKeyIsSpokenOfOnceADay() throws IOException {
        Path file = folder.resolve("key");
        Files.writeString(file, "sk-file");
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofDays(89))));
        KeyRing ring = ring(new KeyConfig(new KeySource.File(file), null, null, 1));
        keeper.keep(List.of(ring, ring(known("unknown-age", null, null))));
        assertThat(told).isEmpty();
        assertThat(keeper.agesSeconds()).hasSize(1).containsEntry("p", 89 * 86_400.0);

        now = NOW.plus(Duration.ofDays(1));
        keeper.refresh();
        keeper.refresh();
        now = NOW.plus(Duration.ofDays(2));
        keeper.refresh();

        String fingerprint = ProviderKey.fingerprintOf("sk-file");
        assertThat(told).containsExactly("old p " + fingerprint + " 90", "old p " + fingerprint + " 91");
    }

    @Test
    void noKeyShowsItself() throws Exception {
        KeyRing ring = ring(known("sk-canary", null, null));
        assertThat(String.valueOf(ring.current(now))).hasSize(8).doesNotContain("sk-canary");
        assertThat(new KeySource.Variable("NAME", Map.of("NAME", "sk-canary")).toString())
                .doesNotContain("canary");
        assertThat(new KeySource.Known("sk-canary").toString()).doesNotContain("canary");
        assertThat(new KeySource.Command(List.of("get", "sk-canary")).toString())
                .doesNotContain("canary");
    }

    @Test
    void aCommandPrintsTheKey() throws Exception {
        assertThat(new KeySource.Command(List.of("printf", "sk-%s\\n", "cmd")).read())
                .isEqualTo("sk-cmd");
    }

    @Test
    void aCommandThatFailsSaysSo() {
        assertThatThrownBy(() -> new KeySource.Command(List.of("false")).read())
                .hasMessage("the command false failed with exit code 1; try it in a shell");
        assertThatThrownBy(() -> new KeySource.Command(List.of("/no/such/program")).read())
                .hasMessage("the command /no/such/program cannot be started; check its path and permissions");
        assertThatThrownBy(() -> new KeySource.Command(List.of("true")).read())
                .hasMessage("the command true gives no key; it must give the key and nothing else");
        assertThatThrownBy(() -> new KeySource.Variable("NAME", Map.of()).read())
                .hasMessage("the environment variable NAME is not set; set it to the key");
    }
}
