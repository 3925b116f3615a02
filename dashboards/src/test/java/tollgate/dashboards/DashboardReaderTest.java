package tollgate.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tollgate.dashboards.yaml.YamlFileException;

class DashboardReaderTest {
    private static final String SHARED = """
        sources:
          all: |
            FROM logs
            | WHERE true
        controls:
          - {parameter: tenant, label: Tenant, query: ROW tenant = "*"}
        """;
    private static final String DASHBOARD = """
        id: one
        title: One
        description: One of each
        from: now-1h
        controls: [tenant]
        panels:
          - id: figure
            title: Figure
            description: A figure
            kind: metric
            grid: 0 0 24 6
            from: now-30d
            source: all
            query: "| STATS n = COUNT(*)"
            columns:
              - {name: n, type: long, role: value, format: count}
          - id: text
            description: A text
            kind: markdown
            grid: 24 0 24 6
            text: Hello
        """;

    private final DashboardReader reader = new DashboardReader("shared.yaml", SHARED);

    @Test
    void readsAll() {
        Dashboard dashboard = reader.read("one.yaml", DASHBOARD);

        assertThat(dashboard.range()).isEqualTo(new TimeRange("now-1h", "now"));
        assertThat(dashboard.controls()).containsExactly(new Control("tenant", "Tenant", "ROW tenant = \"*\""));
        Panel figure = dashboard.panel("figure").orElseThrow();
        assertThat(figure.query()).isEqualTo("FROM logs\n| WHERE true\n| STATS n = COUNT(*)");
        assertThat(figure.range()).isEqualTo(new TimeRange("now-30d", "now"));
        assertThat(figure.grid()).isEqualTo(new Grid(0, 0, 24, 6));
        assertThat(figure.columns())
                .containsExactly(new Column("n", Column.Type.LONG, Column.Role.VALUE, Column.Format.COUNT, "n"));
        assertThat(dashboard.panel("text").orElseThrow().text()).isEqualTo("Hello");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id: one | | one.yaml:2: 'id' is missing; add it",
                "kind: metric | kind: metrik | one.yaml:10: kind: 'metrik' is none of metric, xy, heatmap, table, pie,"
                        + " gauge, markdown, links",
                "grid: 0 0 24 6 | grid: 0 0 24 | one.yaml:11: grid: '0 0 24' is no place; write it as x y w h, such as"
                        + " 0 2 12 6",
                "grid: 0 0 24 6 | grid: 30 0 24 6 | one.yaml:11: grid: a panel is at least 1 by 1 and ends at column"
                        + " 48 or before",
                "grid: 24 0 24 6 | grid: 23 5 24 6 | one.yaml:20: grid: overlaps panel 'figure'",
                "id: text | id: figure | one.yaml:17: id: another panel is called 'figure'",
                "source: all | source: none | one.yaml:13: source: there is none of this name; there are all",
                "controls: [tenant] | controls: [key] | one.yaml:5: controls: no control 'key'; there are tenant",
                "role: value, | role: x, | one.yaml:16: columns: METRIC has 0 of role VALUE; it needs 1",
                "type: long | type: keyword | one.yaml:16: columns: 'n' is no number",
                "format: count | colour: red | one.yaml:16: unknown key 'colour'; known here: name, type, role,"
                        + " format, label",
                "STATS n | STATS ?key, n | one.yaml:14: query: uses ?key, which is no control of this dashboard",
                "text: Hello | query: FROM logs | one.yaml:21: query: belongs to panels that show data",
                "title: One | title: [ | one.yaml:4: is no YAML: expected ',' or ']', but got :",
            })
    void aMistakeIsNamedWithItsLine(String good, String bad, String message) {
        String broken = DASHBOARD.replaceFirst(Pattern.quote(good), bad == null ? "" : Matcher.quoteReplacement(bad));

        assertThatThrownBy(() -> reader.read("one.yaml", broken))
                .isInstanceOf(YamlFileException.class)
                .hasMessageStartingWith(message);
    }
}
