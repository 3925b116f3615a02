package tollgate.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;
import tollgate.dashboards.Dashboard;
import tollgate.dashboards.Dashboards;
import tollgate.elasticsearch.ClusterSettings;

/** The console can be used by people who see little, who have no mouse, and who have a small screen; and it says what is wrong. */
class UseIT {
    @RegisterExtension
    static final SharedConsole SHARED = new SharedConsole();

    private static final int MOST_TABS = 60;

    private static Browser browser;

    @BeforeAll
    static void browser() {
        browser = SHARED.browser();
    }

    static Stream<String> dashboards() {
        return Dashboards.all().stream().map(Dashboard::id);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void axeFindsNothing(String id) throws IOException {
        for (String look : List.of("theme=light&lang=en", "theme=dark&lang=zh")) {
            browser.openDashboard(SHARED.console().address("/d/" + id + "?" + look));
            assertThat(browser.axe()).as(look).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void smallScreenScrollsInOneDirectionOnly(String id) throws IOException {
        try {
            browser.size(375, 800);
            browser.openDashboard(SHARED.console().address("/d/" + id));
            assertThat(browser.run("return document.documentElement.scrollWidth")
                            .asInt())
                    .isLessThanOrEqualTo(375);
            assertThat(browser.axe()).isEmpty();
        } finally {
            browser.wide();
        }
    }

    @Test
    void keysAloneChooseATenantATableAndAModel() throws IOException {
        browser.openDashboard(SHARED.console().address("/d/tollgate-overview"));
        browser.type(Keys.TAB);
        assertThat(browser.run("return document.activeElement.className").asText())
                .isEqualTo("skip");
        browser.type(Keys.ENTER);
        browser.await("the content has the focus", "document.activeElement.id === 'main'");

        tabTo("select[data-control=tenant]");
        browser.await("tenants are offered", "document.activeElement.options.length > 2");
        browser.type(Keys.ARROW_DOWN);
        browser.await("the address says it", "location.search.includes('tenant=acme')");
        browser.awaitPanels();
        assertThat(browser.run("return document.activeElement.dataset.control").asText())
                .isEqualTo("tenant");

        tabTo("[data-panel=outcomes] [aria-pressed]");
        browser.type(Keys.SPACE);
        browser.await("the chart is a table", "document.querySelector('[data-panel=outcomes] table') !== null");
        assertThat(browser.run("return document.activeElement.getAttribute('aria-pressed')")
                        .asText())
                .isEqualTo("true");

        tabTo("[data-panel=top-models] button.pick");
        String model = browser.run("return document.activeElement.textContent").asText();
        browser.type(Keys.ENTER);
        browser.await("the address says it", "new URLSearchParams(location.search).get('model') === '" + model + "'");
    }

    private static void tabTo(String element) throws IOException {
        for (int i = 0; i < MOST_TABS; i++) {
            if (browser.run("return document.activeElement.matches(arguments[0])", element)
                    .asBoolean()) {
                return;
            }
            browser.type(Keys.TAB);
        }
        throw new AssertionError(element + " is not reached by the key Tab");
    }

    @Test
    void elasticsearchThatIsAwayIsSaidInEachPanelAndAboveAll() throws IOException {
        ClusterSettings nobody = ClusterSettings.of(URI.create("http://127.0.0.1:1"), Map.of());
        try (Console alone =
                Console.start(ConsoleSettings.DEFAULT.withPort(0), nobody, Map.of(), SampleConsole.CLOCK)) {
            browser.openDashboard(alone.uri() + "/d/tollgate-overview");
            assertThat(browser.texts(
                            "return [...document.querySelectorAll('section[data-panel]')].map(e => e.dataset.ready)"))
                    .isNotEmpty()
                    .containsOnly("away");
            assertThat(browser.run("return document.querySelector('.banner').textContent")
                            .asText())
                    .contains("http://127.0.0.1:1 does not answer", "start it");
            assertThat(browser.axe()).isEmpty();
        }
    }
}
