package tollgate.console.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tollgate.console.query.QueryFailedException.Reason;

class AnswersTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T15:00:00Z"));
    private final Answers answers = new Answers(now::get, Duration.ofSeconds(30));
    private final AtomicInteger worked = new AtomicInteger();

    @AfterEach
    void close() {
        answers.close();
    }

    @Test
    void whoAsksTogetherGetsOneAnswer() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        List<CompletableFuture<byte[]>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(answers.get("key", () -> {
                await(go);
                return work();
            }));
        }
        go.countDown();
        for (CompletableFuture<byte[]> each : all) {
            assertThat(each.get()).asString().isEqualTo("answer 1");
        }
        assertThat(worked).hasValue(1);
    }

    @Test
    void anAnswerIsKeptForTheIntervalAndNoLonger() throws Exception {
        answers.get("key", this::work).get();
        now.updateAndGet(at -> at.plusSeconds(29));
        assertThat(answers.get("key", this::work).get()).asString().isEqualTo("answer 1");
        now.updateAndGet(at -> at.plusSeconds(1));
        assertThat(answers.get("key", this::work).get()).asString().isEqualTo("answer 2");
        assertThat(answers.get("other", this::work).get()).asString().isEqualTo("answer 3");
    }

    @Test
    void aFailureIsToldToAllAndKeptForAMomentOnly() throws Exception {
        Answers.Work failing = () -> {
            worked.incrementAndGet();
            throw new QueryFailedException(Reason.AWAY, "nothing answers");
        };
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(answers.get("key", failing)::get)
                    .hasCauseInstanceOf(QueryFailedException.class)
                    .hasMessageContaining("nothing answers");
        }
        assertThat(worked).hasValue(1);
        now.updateAndGet(at -> at.plusSeconds(3));
        assertThat(answers.get("key", this::work).get()).asString().isEqualTo("answer 2");
    }

    @Test
    void moreThanCanWaitIsRefusedAtOnce() {
        CountDownLatch never = new CountDownLatch(1);
        List<CompletableFuture<byte[]>> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            all.add(answers.get(i, () -> {
                await(never);
                return work();
            }));
        }
        List<CompletableFuture<byte[]>> refused =
                all.stream().filter(CompletableFuture::isCompletedExceptionally).toList();
        assertThat(refused).hasSize(300 - 256 - 6);
        assertThatThrownBy(refused.getFirst()::get)
                .cause()
                .isInstanceOfSatisfying(
                        QueryFailedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BUSY));
        never.countDown();
    }

    @Test
    void whatIsKeptIsBounded() throws Exception {
        byte[] large = new byte[1024 * 1024];
        for (int i = 0; i < 40; i++) {
            answers.get(i, () -> {
                        worked.incrementAndGet();
                        return large;
                    })
                    .get();
        }
        answers.get(39, this::work).get(); // still there
        assertThat(worked).hasValue(40);
        assertThat(answers.get(0, this::work).get()).asString().isEqualTo("answer 41");
        assertThat(answers.keptBytes()).isLessThanOrEqualTo(17 * 1024 * 1024);
    }

    private byte[] work() {
        return ("answer " + worked.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
