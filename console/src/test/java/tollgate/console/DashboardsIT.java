package tollgate.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tollgate.dashboards.Dashboard;
import tollgate.dashboards.Dashboards;

/** What people see in a real browser, of a real Elasticsearch, is what the oracles of the dashboards say. */
class DashboardsIT {
    @RegisterExtension
    static final SharedConsole SHARED = new SharedConsole();

    private static final String OVERVIEW = "tollgate-overview";

    private static Browser browser;
    private static ShownPanels panels;

    @BeforeAll
    static void browser() {
        browser = SHARED.browser();
        panels = new ShownPanels(SHARED);
    }

    static Stream<String> dashboards() {
        return Dashboards.all().stream().map(Dashboard::id);
    }

    private static Dashboard dashboard(String id) {
        return Dashboards.all().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static void open(String path) {
        browser.openDashboard(SHARED.console().address(path));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void eachPanelShowsWhatItsOracleSays(String id) throws IOException {
        open("/d/" + id);
        panels.assertExact(dashboard(id), Map.of());
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void controlsInTheAddressNarrowEachPanel() throws IOException {
        open("/d/tollgate-overview?tenant=globex&model=qwen-max&provider=dashscope");
        panels.assertExact(
                dashboard(OVERVIEW), Map.of("tenant", "globex", "model", "qwen-max", "provider", "dashscope"));
        browser.await(
                "the controls say so",
                "[...document.querySelectorAll('select[data-control]')].map(e => e.dataset.control + '=' + e.value).join()"
                        + " === 'tenant=globex,model=qwen-max,provider=dashscope'");
    }

    @Test
    void valueInATableNarrowsAndBackWidensAgain() throws IOException {
        open("/d/tollgate-overview");
        browser.run(
                "[...document.querySelectorAll('[data-panel=top-tenants] button.pick')].find(e => e.textContent === 'acme').click()");
        browser.await("the address says it", "location.search.includes('tenant=acme')");
        browser.awaitPanels();
        panels.assertExact(dashboard(OVERVIEW), Map.of("tenant", "acme"));
        browser.run("history.back()");
        browser.await("the address has forgotten it", "!location.search.includes('tenant=acme')");
        browser.awaitPanels();
        panels.assertExact(dashboard(OVERVIEW), Map.of());
    }

    /** A tenant of such a name would be shown, and there is none: the value is a value, in the query and on the page. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme\" OR \"1\" == \"1",
                "acme\" | LIMIT 1 //",
                "?tenant",
                "*\") OR true //",
                "<img src=x onerror=\"document.title = 'taken'\">",
                "</option></select><script>document.title = 'taken'</script>"
            })
    void whatLooksLikeAQueryOrLikeHtmlIsAValue(String value) throws IOException {
        open("/d/tollgate-overview?tenant=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        panels.assertNothing(dashboard(OVERVIEW));
        browser.await("the control has it", "document.querySelector('select[data-control=tenant]').value !== '*'");
        assertThat(browser.run(
                                "return document.querySelector('select[data-control=tenant]').selectedOptions[0].textContent")
                        .asText())
                .isEqualTo(value);
        assertThat(browser.run("return document.title").asText()).isEqualTo("Overview · Tollgate");
        assertThat(browser.run("return document.querySelectorAll('main img, main script').length")
                        .asInt())
                .isZero();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void timeThatIsNoneIsRefusedInWords() throws IOException {
        open("/d/tollgate-overview?from=" + URLEncoder.encode("now-1d\" | LIMIT 1", StandardCharsets.UTF_8));
        assertThat(browser.run("return document.querySelector('.banner').textContent")
                        .asText())
                .contains("is no time: write it as now-24h");
    }

    @Test
    void timeWithoutRequestsSaysWhatToDo() throws IOException {
        open("/d/tollgate-overview?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z");
        assertThat(browser.texts("return [...document.querySelectorAll('.panel .note')].map(e => e.textContent)"))
                .hasSize(4)
                .allMatch(text -> text.startsWith("Nothing in this time. Choose a longer one, or send a request"));
    }
}
