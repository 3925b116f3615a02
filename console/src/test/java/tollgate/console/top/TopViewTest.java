package tollgate.console.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TopViewTest {
    private static final Instant AT = Instant.parse("2026-11-24T15:00:00.5Z");

    private final List<TopFigures> figures = List.of(
            figures("all", 90, 9, 3_000.0, 0.5),
            figures("qwen-max", 60, 0, 1_000.0, 0.1),
            figures("gpt\u001b[2J", 20, 8, 2_000.0, null),
            figures("claude", 10, 1, null, 0.4));

    private static TopFigures figures(
            String name, long requests, long errors, @Nullable Double tokens, @Nullable Double cost) {
        return new TopFigures(
                name,
                Duration.ofSeconds(60),
                requests,
                errors,
                tokens,
                cost,
                cost == null ? requests : 0,
                10.4,
                95.0,
                1_234.6,
                null);
    }

    @Test
    void aScreenHasAllTogetherAndEachModelInOrder() {
        assertThat(new TopView(TopOrder.REQUESTS, "").screen(figures, AT, 40))
                .containsExactly(
                        "tollgate top · 2026-11-24T15:00:00Z · requests that ended within 60 s",
                        "sort: r requests, e errors, t tokens, c cost, l latency, f first token · / filter · q quit",
                        "",
                        "model                            req/s   errors   tokens/s      cost/h    p50 ms    p95 ms    p99 ms  first ms",
                        "all                               1.50  10.00 %         50     30.0000        10        95     1,235         –",
                        "qwen-max                          1.00   0.00 %         17      6.0000        10        95     1,235         –",
                        "gpt?[2J                           0.33  40.00 %         33           –        10        95     1,235         –",
                        "claude                            0.17  10.00 %          –     24.0000        10        95     1,235         –");
    }

    @Test
    void whatIsUnknownComesLast() {
        assertThat(names(new TopView(TopOrder.COST, ""))).containsExactly("all", "claude", "qwen-max", "gpt?[2J");
        assertThat(names(new TopView(TopOrder.TOKENS, ""))).containsExactly("all", "gpt?[2J", "qwen-max", "claude");
        assertThat(names(new TopView(TopOrder.ERRORS, ""))).containsExactly("all", "gpt?[2J", "claude", "qwen-max");
    }

    @Test
    void aFilterLeavesAllTogetherAsItIs() {
        assertThat(names(new TopView(TopOrder.REQUESTS, "QWEN"))).containsExactly("all", "qwen-max");
    }

    @Test
    void aSmallTerminalShowsTheFirst() {
        assertThat(new TopView(TopOrder.REQUESTS, "").screen(figures, AT, 7)).hasSize(6);
    }

    @Test
    void withoutATerminalThereIsALine() {
        assertThat(new TopView(TopOrder.REQUESTS, "").line(figures, AT))
                .isEqualTo(
                        "2026-11-24T15:00:00Z 1.50 req/s, 10.00 % errors, 50 tokens/s, 30.0000 cost/h, p50 10 ms, p95 95 ms,"
                                + " p99 1,235 ms, first token – ms");
    }

    private List<String> names(TopView view) {
        return view.screen(figures, AT, 40).stream()
                .skip(4)
                .map(line -> line.substring(0, 28).strip())
                .toList();
    }
}
