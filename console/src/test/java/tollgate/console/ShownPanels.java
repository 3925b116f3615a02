package tollgate.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import tollgate.dashboards.Column;
import tollgate.dashboards.Dashboard;
import tollgate.dashboards.Panel;
import tollgate.dashboards.proof.Oracles;
import tollgate.dashboards.proof.RowComparison;
import tollgate.dashboards.proof.Scope;
import tollgate.sampletraffic.SampleTraffic;

/** Compares what a browser shows of a dashboard with what the oracles say. */
final class ShownPanels {
    private final Browser browser;
    private final SampleTraffic traffic;

    ShownPanels(SharedConsole shared) {
        this.browser = shared.browser();
        this.traffic = shared.console().traffic();
    }

    /** @param chosen values of the controls */
    void assertExact(Dashboard dashboard, Map<String, String> chosen) throws IOException {
        for (Panel panel : dashboard.panels()) {
            if (panel.kind().hasQuery()) {
                Scope scope = Scope.of(traffic, Objects.requireNonNullElse(panel.range(), dashboard.range()), chosen);
                assertThat(RowComparison.differences(
                                rows(panel), Oracles.of(dashboard, panel).rows(scope)))
                        .as(dashboard.id() + "/" + panel.id() + " of " + chosen)
                        .isEmpty();
            }
        }
    }

    /** That each panel has an answer, and nothing in it. */
    void assertNothing(Dashboard dashboard) throws IOException {
        for (Panel panel : dashboard.panels()) {
            if (panel.kind().hasQuery()) {
                assertThat(rows(panel).stream().flatMap(List::stream))
                        .as(panel.id())
                        .allMatch(value -> value.isNull() || value.asDouble() == 0);
                assertThat(panel.kind() == Panel.Kind.METRIC || rows(panel).isEmpty())
                        .as(panel.id() + " has no row")
                        .isTrue();
            }
        }
    }

    /** The values that people read, with their text checked; of a chart those of its table, which must be those that are drawn. */
    private List<List<JsonNode>> rows(Panel panel) throws IOException {
        boolean chart = panel.kind() == Panel.Kind.XY || panel.kind() == Panel.Kind.HEATMAP;
        String element = "document.querySelector('[data-panel=\"" + panel.id() + "\"]')";
        assertThat(browser.run("return " + element + ".dataset.ready").asText())
                .as(panel.id())
                .isEqualTo("answer");
        List<JsonNode> drawn = chart ? drawn(element) : List.of();
        if (chart) {
            toggle(element);
        }
        JsonNode cells = browser.run("const e = " + element
                + "; const of = c => ({value: JSON.parse(c.dataset.value), text: c.textContent});"
                + " return e.classList.contains('metric') ? [[...e.querySelectorAll('[data-value]')].map(of)]"
                + " : [...e.querySelectorAll('tbody tr')].map(r => [...r.cells].map(of))");
        List<List<JsonNode>> rows = new ArrayList<>();
        for (JsonNode row : cells) {
            List<JsonNode> values = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                JsonNode value = row.path(i).path("value");
                String text = row.path(i).path("text").asText();
                ShownText.of(value, panel.columns().get(i))
                        .ifPresent(expected -> assertThat(text).isEqualTo(expected));
                values.add(value);
            }
            rows.add(values);
        }
        if (chart) {
            toggle(element);
            assertThat(drawn)
                    .as(panel.id() + " is drawn as it is told")
                    .containsExactlyInAnyOrderElementsOf(measures(panel, rows));
        }
        return rows;
    }

    private void toggle(String element) throws IOException {
        browser.run(element + ".querySelector('[aria-pressed]').click()");
        browser.await("the panel is there", element + ".dataset.ready === 'answer'");
    }

    /** What the library of charts was given; nothing where the panel says that there is nothing. */
    private List<JsonNode> drawn(String element) throws IOException {
        JsonNode values = browser.runAsync("const host = " + element + ".querySelector('.chart'); if (!host) return [];"
                + "const echarts = await import('/assets/echarts.esm.min.js');"
                + "return echarts.getInstanceByDom(host).getOption().series.flatMap(s => s.data.map(d => Array.isArray(d) ? d.at(-1) : d))"
                + ".filter(y => y !== null)");
        return StreamSupport.stream(values.spliterator(), false).toList();
    }

    /** A heat map leaves out what is 0. */
    private static List<JsonNode> measures(Panel panel, List<List<JsonNode>> rows) {
        List<JsonNode> all = new ArrayList<>();
        for (List<JsonNode> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                boolean measure = panel.columns().get(i).role() == Column.Role.VALUE;
                boolean left = panel.kind() == Panel.Kind.HEATMAP && row.get(i).asDouble() == 0;
                if (measure && !row.get(i).isNull() && !left) {
                    all.add(row.get(i));
                }
            }
        }
        return all;
    }
}
