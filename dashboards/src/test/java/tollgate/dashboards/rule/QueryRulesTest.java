package tollgate.dashboards.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tollgate.dashboards.yaml.YamlFileException;

class QueryRulesTest {
    private static final String QUERY = """
            FROM logs-*
            | EVAL slow = CASE(note == "a | STATS // b ?x RATE", 1, 0) // ?y
            | STATS n = COUNT(*) BY host.name, slow
            | STATS n = SUM(n)
                BY host.name
            | EVAL value = TO_DOUBLE(n), threshold = ${limit}
            | WHERE value > threshold AND newest > ?_tend
            | KEEP host.name, value, threshold, n
            """;

    @Test
    void findsNothingInAGoodQuery() {
        assertThat(QueryRules.mistake(query(QUERY))).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "FROM logs-* ~ TS logs-* ~ TS is not in every version or licence",
                "| WHERE value ~ | CHANGE_POINT value ON n | WHERE value ~ CHANGE_POINT is not in every version or licence",
                "COUNT(*) ~ rate(n) ~ rate is not in every version or licence",
                "?_tend ~ ?tenant ~ ?tenant: Kibana gives a rule's query no parameters",
                "?_tend ~ ??field ~ ??field: Kibana gives a rule's query no parameters",
                "FROM logs-* ~ ROW n = 1 ~ a rule's query begins with FROM",
                "threshold, n ~ threshold, n // the end ~ the query ends with a comment",
                "BY host.name, slow ~ BY host.name ~ ",
                "STATS n = SUM(n) ~ STATS m = SUM(n) BY host.name | STATS n = SUM(m) ~ ",
                "KEEP host.name, value ~ KEEP value, host.name ~ the query must end with KEEP of the group, value and threshold",
                "value, threshold, n ~ value, n ~ the query must end with KEEP of the group, value and threshold",
                "| KEEP host.name, value, threshold, n ~ | SORT value ~ the query must end with KEEP of the group",
                "| KEEP ~ | DROP n | KEEP ~ RENAME and DROP change what Kibana makes the alert's id of",
                "${limit} ~ 5 ~ the minimum ${limit} does not stand in the query",
            })
    void findsEachMistake(String from, String to, String message) {
        String changed = QUERY.replace(from, to);
        assertThat(changed).isNotEqualTo(QUERY);

        String mistake = QueryRules.mistake(query(changed));

        if (message == null) {
            assertThat(mistake).isNull();
        } else {
            assertThat(mistake).startsWith(message).doesNotContain("\n");
        }
    }

    @Test
    void takesAGroupWithoutByForAMistake() {
        String changed = QUERY.replace("    BY host.name\n", "");

        assertThat(QueryRules.mistake(query(changed))).startsWith("the last STATS is BY []");
    }

    @Test
    void takesAnAssignmentForAMistakeSinceKibanaLeavesItOutOfTheId() {
        String changed = QUERY.replace("    BY host.name\n", "    BY host.name = COALESCE(host.name, \"none\")\n");

        assertThat(QueryRules.mistake(query(changed)))
                .startsWith("the last STATS is BY [host.name = COALESCE(host.name");
    }

    @Test
    void aMistakeIsNamedWithTheFile() {
        String broken = RuleFiles.RULE.replace("group: [llm_gateway.tenant]", "group: [host.name]");

        assertThatThrownBy(() -> RuleReader.read("errors", "rules/errors.yaml", broken))
                .isInstanceOf(YamlFileException.class)
                .hasMessageStartingWith("rules/errors.yaml:12: query: the last STATS is BY [llm_gateway.tenant]");
    }

    private static RuleQuery query(String text) {
        return new RuleQuery(text, List.of("host.name"), "@timestamp", "limit");
    }
}
