package tollgate.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tollgate.dashboards.Column;
import tollgate.dashboards.Control;
import tollgate.dashboards.Dashboard;
import tollgate.dashboards.Dashboards;
import tollgate.dashboards.Panel;
import tollgate.dashboards.rule.Rule;
import tollgate.dashboards.rule.Rules;

/** Nothing that people read is left untranslated, and nothing is translated that nobody reads. */
class WordsTest {
    private static final Pattern WORDS_OF_A_SCRIPT = Pattern.compile("\\bt\\('([^']*)'");
    /** In lists, from which they are translated when they are shown. */
    private static final Pattern LISTED =
            Pattern.compile("\\['((?:[A-Z]|of )[^']*)', '[a-z@_.]+'|\\['now[^']*', '([^']+)'\\]|\\[\\d+, '([^']+)'\\]");

    @Test
    void everythingHasAChineseWord() throws IOException {
        TreeSet<String> said = new TreeSet<>();
        for (Dashboard dashboard : Dashboards.all()) {
            said.add(dashboard.title());
            said.add(dashboard.description());
            dashboard.controls().stream().map(Control::label).forEach(said::add);
            for (Panel panel : dashboard.panels()) {
                said.add(panel.title());
                said.add(panel.description());
                panel.columns().stream().map(Column::label).forEach(said::add);
            }
        }
        Rules.load().all().stream().map(Rule::text).forEach(text -> said.add(text.title()));
        for (String script : List.of("main", "dashboard", "panels", "alerts", "request", "charts", "format", "api")) {
            String text = text(script + ".js");
            WORDS_OF_A_SCRIPT
                    .matcher(text)
                    .results()
                    .map(found -> found.group(1))
                    .forEach(said::add);
            LISTED.matcher(text).results().map(WordsTest::group).forEach(said::add);
        }
        said.remove("");
        TreeSet<String> translated = new TreeSet<>();
        JsonNode words = new ObjectMapper().readTree(text("zh.json"));
        words.fieldNames().forEachRemaining(translated::add);
        assertThat(said).isSubsetOf(translated);
        assertThat(words).allSatisfy(word -> assertThat(word.asText()).isNotBlank());
    }

    private static String group(MatchResult found) {
        return Objects.requireNonNullElse(
                found.group(1), Objects.requireNonNullElse(found.group(2), String.valueOf(found.group(3))));
    }

    private static String text(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(WordsTest.class.getResourceAsStream("page/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
