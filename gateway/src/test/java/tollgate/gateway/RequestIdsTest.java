package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestIdsTest {
    private Instant now = Instant.parse("2022-02-22T19:22:22Z");
    private final RequestIds ids = new RequestIds(() -> now, new SplittableRandom(1));

    @Test
    void isAUuidOfVersion7AtItsTime() {
        UUID id = UUID.fromString(ids.next());

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        // RFC 9562, appendix A.6, gives the same time as 017F22E2-79B0-7…
        assertThat(id.toString()).startsWith("017f22e2-79b0-7000-");
    }

    @Test
    void theTwelveBitsAfterTheVersionAreAFractionOfTheMillisecond() {
        now = now.plusNanos(500_000);
        assertThat(ids.next()).startsWith("017f22e2-79b0-7800-");
        now = now.plusNanos(499_999);
        assertThat(ids.next()).startsWith("017f22e2-79b0-7fff-");
    }

    @Test
    void sortsByTime() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            made.add(ids.next());
            now = now.plusNanos(777_777);
        }

        assertThat(made).isSorted();
    }

    @Test
    void noTwoOfOneMomentAreEqual() {
        assertThat(IntStream.range(0, 10_000).mapToObj(i -> ids.next()).distinct())
                .hasSize(10_000);
    }
}
