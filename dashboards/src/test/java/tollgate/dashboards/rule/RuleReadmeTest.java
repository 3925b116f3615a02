package tollgate.dashboards.rule;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README's tables say what the files say. */
class RuleReadmeTest {
    private static final Rules RULES = Rules.load();

    @Test
    void tellsEachRule() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        for (Rule rule : RULES.all()) {
            Schedule schedule = rule.schedule();
            String row = "| [" + rule.name() + "](runbooks/" + rule.name() + ".md) | "
                    + rule.severity().code() + " | " + rule.summary(RULES.defaults()) + " | "
                    + rule.query().groupBy().stream()
                            .map(column -> "`" + column + "`")
                            .collect(joining(", ")) + " | ";

            assertThat(readme)
                    .contains(row)
                    .contains(", " + Durations.format(schedule.interval())
                            + (schedule.delayRuns() == 1 ? " |" : ", " + schedule.delayRuns() + " times |"));
        }
        assertThat(readme.lines().filter(line -> line.contains("](runbooks/")))
                .hasSize(RULES.all().size());
    }

    @Test
    void tellsEachSetting() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        for (RuleSetting setting : RULES.settings()) {
            String values = setting.of().isEmpty()
                    ? setting.least().toPlainString() + " to " + setting.most().toPlainString()
                    : setting.of().stream().map(BigDecimal::toPlainString).collect(joining(", "));
            String by = setting.by() == null ? "" : "; by `" + setting.by() + "`";

            assertThat(readme)
                    .contains("| `" + setting.name() + "` | "
                            + setting.defaultValue().toPlainString() + " | " + setting.meaning() + " (" + values + by
                            + ") |\n");
        }
    }
}
