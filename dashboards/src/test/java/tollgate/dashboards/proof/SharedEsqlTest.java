package tollgate.dashboards.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tollgate.dashboards.Control;
import tollgate.dashboards.Dashboards;
import tollgate.dashboards.Panel;

/** Queries keep to the ES|QL that 8.19 and 9.x share, on every licence. */
class SharedEsqlTest {
    private static final Pattern LITERAL_OR_COMMENT =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|//[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    /** What only newer versions, a paid licence or the time series of 9.x have. */
    private static final Pattern NOT_SHARED = Pattern.compile(
            "(?i)\\b(TS\\s+\\S+|T?RATE\\s*\\(|TBUCKET\\s*\\(|INLINE\\s*STATS|CATEGORIZE\\s*\\(|CHANGE_POINT|FUSE|FORK|RERANK|COMPLETION)");

    @Test
    void noQueryUsesMoreThanBothVersionsHave() {
        assertThat(queries()).isNotEmpty().allSatisfy(query -> {
            assertThat(notShared(query)).isEmpty();
            assertThat(query).matches("(?s)(FROM|ROW) .*");
        });
    }

    @Test
    void whatIsNotSharedIsFound() {
        assertThat(Stream.of(
                        "TS metrics | STATS SUM(RATE(requests)) BY TBUCKET(1 hour)",
                        "FROM a | INLINESTATS m = MAX(x)",
                        "FROM a | INLINE STATS m = MAX(x)",
                        "FROM a | STATS n = COUNT(*) BY CATEGORIZE(message)"))
                .allSatisfy(query -> assertThat(notShared(query)).isNotEmpty());
        assertThat(notShared("FROM a | EVAL error_rate = 1, b = \"TS x\" // RATE("))
                .isEmpty();
    }

    private static List<String> notShared(String query) {
        return NOT_SHARED
                .matcher(LITERAL_OR_COMMENT.matcher(query).replaceAll("\"\""))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static List<String> queries() {
        return Dashboards.all().stream()
                .flatMap(dashboard -> Stream.concat(
                        dashboard.controls().stream().map(Control::query),
                        dashboard.panels().stream().map(Panel::query).filter(Objects::nonNull)))
                .toList();
    }
}
