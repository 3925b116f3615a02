package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.linecorp.armeria.common.CommonPools;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SimulatedUpstreamTest extends UpstreamContract {
    private static final Instant NOW = Instant.parse("2026-03-15T14:30:22Z");

    private final AtomicInteger open = new AtomicInteger();

    private static SimulatedUpstream simulated(SimulatedSettings settings) {
        JsonFactory json = new JsonFactory();
        return new SimulatedUpstream(
                settings, CommonPools.workerGroup(), () -> NOW, new ErrorBody(json), new SimulatedJson(json));
    }

    @Override
    Upstream upstream(Fate fate) {
        SimulatedUpstream target = simulated(
                switch (fate) {
                    case ANSWER -> SimulatedSettings.faultless(3).withSpeed(1_000);
                    case RATE_LIMITED -> new SimulatedSettings(3, 1_000, 1, 0, 0, 0);
                    case ERROR -> new SimulatedSettings(3, 1_000, 0, 1, 0, 0);
                    case NEVER -> new SimulatedSettings(3, 1_000, 0, 0, 1, 0);
                });
        return new Upstream() {
            @Override
            public HttpResponse call(ChatRequest request) {
                open.incrementAndGet();
                HttpResponse response = target.call(request);
                var _ = response.whenComplete().whenComplete((_, _) -> open.decrementAndGet());
                return response;
            }

            @Override
            public String provider() {
                return target.provider();
            }

            @Override
            public void close() {
                target.close();
            }
        };
    }

    @Override
    int openCalls() {
        return open.get();
    }

    private static List<String> answers(SimulatedSettings settings, int count) throws Exception {
        SimulatedUpstream upstream = simulated(settings);
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(upstream.call(request(i % 2 == 0)).aggregate().join().contentUtf8());
        }
        return answers;
    }

    @Test
    void equalSeedsGiveEqualAnswers() throws Exception {
        SimulatedSettings settings = new SimulatedSettings(5, 100_000, 0.2, 0.2, 0, 0.2);

        List<String> first = answers(settings, 20);
        assertThat(answers(settings, 20)).isEqualTo(first);
        assertThat(answers(new SimulatedSettings(6, 100_000, 0.2, 0.2, 0, 0.2), 20))
                .isNotEqualTo(first);
    }

    private static List<SimulatedAnswer> draws(SimulatedSettings settings, int count, ChatRequest request) {
        return IntStream.range(0, count)
                .mapToObj(i -> SimulatedAnswer.draw(settings, request, new SplittableRandom(i)))
                .toList();
    }

    @Test
    void sharesOfFatesAreAsSet() throws Exception {
        SimulatedSettings settings = new SimulatedSettings(1, 1, 0.10, 0.05, 0.02, 0.03);
        var fates = draws(settings, 20_000, request(false)).stream()
                .collect(Collectors.groupingBy(SimulatedAnswer::kind, Collectors.counting()));

        assertThat(fates.get(SimulatedAnswer.Kind.RATE_LIMITED)).isBetween(1_850L, 2_150L);
        assertThat(fates.get(SimulatedAnswer.Kind.ERROR)).isBetween(880L, 1_120L);
        assertThat(fates.get(SimulatedAnswer.Kind.NEVER)).isBetween(330L, 470L);
    }

    @Test
    void timesAndCountsSpreadAroundTheirMedians() throws Exception {
        List<SimulatedAnswer> answers = draws(SimulatedSettings.faultless(1), 10_001, request(false));

        long[] firstTokens = answers.stream()
                .mapToLong(SimulatedAnswer::firstTokenNanos)
                .sorted()
                .toArray();
        assertThat(firstTokens[5_000]).isBetween(335_000_000L, 365_000_000L);
        // a log-normal's 95th percentile is its median times exp(1.645 sigma)
        assertThat(firstTokens[9_500] / (double) firstTokens[5_000]).isBetween(2.1, 2.45);
        long[] outputs = answers.stream()
                .mapToLong(SimulatedAnswer::outputTokens)
                .sorted()
                .toArray();
        assertThat(outputs[5_000]).isBetween(170L, 190L);
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.inputTokens()).isEqualTo(request(false).promptBytes() / 4);
            assertThat(answer.cachedTokens()).isLessThanOrEqualTo(answer.inputTokens());
            assertThat(answer.reasoningTokens()).isLessThanOrEqualTo(answer.outputTokens());
        });
        assertThat(answers.stream().filter(answer -> answer.reasoningTokens() > 0))
                .hasSizeBetween(1_800, 2_200);
    }

    @Test
    void isSlowTenfoldAndFastBySpeed() throws Exception {
        ChatRequest request = request(false);
        SimulatedAnswer usual =
                draws(SimulatedSettings.faultless(1), 1, request).get(0);
        SimulatedAnswer slow =
                draws(new SimulatedSettings(1, 1, 0, 0, 0, 1), 1, request).get(0);
        SimulatedAnswer fast =
                draws(SimulatedSettings.faultless(1).withSpeed(100), 1, request).get(0);

        assertThat(slow.firstTokenNanos()).isCloseTo(10 * usual.firstTokenNanos(), Offset.offset(10L));
        assertThat(usual.firstTokenNanos()).isCloseTo(100 * fast.firstTokenNanos(), Offset.offset(100L));
        assertThat(slow.outputTokens()).isEqualTo(usual.outputTokens());
    }

    @Test
    void anAnswerIsCutAtItsLimit() throws Exception {
        ChatRequest asked = request(false);
        ChatRequest shortest = new ChatRequest(asked.model(), false, asked.promptBytes(), 3, asked.body());

        SimulatedAnswer answer =
                draws(SimulatedSettings.faultless(1), 1, shortest).get(0);

        assertThat(answer.outputTokens()).isEqualTo(3);
        assertThat(answer.finishReason()).isEqualTo("length");
    }

    @Test
    void longPromptsAreCachedInPartNowAndThen() throws Exception {
        ChatRequest asked = request(false);
        ChatRequest longest = new ChatRequest(asked.model(), false, 40_000, 100, asked.body());
        List<SimulatedAnswer> answers = draws(SimulatedSettings.faultless(1), 1_000, longest);

        assertThat(answers.stream().filter(answer -> answer.cachedTokens() > 0)).hasSizeBetween(250, 350);
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.cachedTokens() % 64).isZero());
    }

    @Test
    void waitsForWhoeverReadsSlowly() throws Exception {
        HttpResponse response =
                simulated(SimulatedSettings.faultless(1).withSpeed(1_000_000)).call(request(true));
        List<HttpObject> taken = new ArrayList<>();
        SlowReader reader = new SlowReader(taken);
        response.subscribe(reader);
        reader.take(2);

        assertThat(taken).hasSize(2);
        assertThat(response.isOpen()).isTrue();
        reader.takeAll();
        assertThat(taken.size()).isGreaterThan(5);
    }

    @Test
    void ratiosAddUpToOneAtTheMost() {
        assertThatThrownBy(() -> new SimulatedSettings(1, 1, 0.5, 0.5, 0.1, 0)).isInstanceOf(SettingException.class);
    }
}
