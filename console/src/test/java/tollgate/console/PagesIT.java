package tollgate.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tollgate.dashboards.rule.Rules;
import tollgate.requestlog.RequestRecord;
import tollgate.sampletraffic.SampleRequest;

/** The story of a request, and the alerts, in a real browser. */
class PagesIT {
    @RegisterExtension
    static final SharedConsole SHARED = new SharedConsole();

    private static Browser browser;

    @BeforeAll
    static void browser() {
        browser = SHARED.browser();
    }

    @Test
    void idOfARequestOpensItsStory() throws IOException {
        browser.openDashboard(SHARED.console().address("/d/tollgate-latency"));
        String id = browser.run(
                        "const a = document.querySelector('[data-panel=slowest] a'); a.click(); return a.textContent")
                .asText();
        browser.await("the story is there", "location.pathname === '/request'");
        browser.awaitPage();
        RequestRecord request = SHARED.console().traffic().ended().stream()
                .map(SampleRequest::record)
                .filter(each -> each.requestId().equals(id))
                .findFirst()
                .orElseThrow();
        JsonNode facts = browser.run(
                "return Object.fromEntries([...document.querySelectorAll('[data-field]')].map(e => [e.dataset.field, e.querySelector('dd').textContent]))");
        assertThat(facts.path("event.id").asText()).isEqualTo(id);
        assertThat(facts.path("llm_gateway.outcome").asText())
                .isEqualTo(Objects.requireNonNull(request.effectiveOutcome()).code());
        assertThat(facts.path("llm_gateway.attempts").asText())
                .isEqualTo(String.valueOf(request.result().attempts()));
        JsonNode timings = browser.run(
                "return [...document.querySelectorAll('[data-card=timings] [data-value]')].map(e => JSON.parse(e.dataset.value))");
        assertThat(timings.path(0).asDouble()).isCloseTo(request.timing().latencyNanos() / 1e6, within(1e-3));
        assertThat(
                        browser.texts(
                                "return [...document.querySelectorAll('[data-card=neighbours] tbody tr')].map(r => r.cells[1].textContent)"))
                .isEqualTo(around(request.timestamp()));
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.axe()).isEmpty();
    }

    private static List<String> around(Instant start) {
        return SHARED.console().traffic().ended().stream()
                .map(SampleRequest::record)
                .filter(each -> !each.timestamp().isBefore(start.minusSeconds(30))
                        && each.timestamp().isBefore(start.plusSeconds(30)))
                .sorted(Comparator.comparing(RequestRecord::timestamp).thenComparing(RequestRecord::requestId))
                .map(RequestRecord::requestId)
                .toList();
    }

    @Test
    void alertsAreOpenOverSilencedAndDeliveredAndEachRuleHasAState() throws IOException {
        AlertDocuments.write(SHARED.console().cluster());
        browser.open(SHARED.console().address("/alerts"));
        browser.awaitPage();
        assertThat(card("open")).containsExactly("Model down: openai,gpt-5 page value 60, threshold 50 model-down");
        assertThat(card("resolved")).containsExactly("CPU busy: chat-01 ticket host-cpu");
        assertThat(card("silences")).containsExactly("rule: host-*; tenant: acme a larger disk comes tomorrow ada");
        assertThat(card("deliveries"))
                .containsExactly(
                        "Model down: openai,gpt-5 pagerduty delivered 1",
                        "Model down: openai,gpt-5 mail failed: refused 5");
        assertThat(
                        browser.texts(
                                "return [...document.querySelectorAll('tr[data-rule]')].map(r => r.dataset.rule + ' ' + r.dataset.state)"))
                .hasSize(Rules.load().all().size())
                .allMatch(state -> state.endsWith(" well") || state.endsWith(" matches"));
        browser.run("document.querySelector('tr[data-rule=model-down] button').click()");
        assertThat(browser.run("return document.querySelector('.runbook h3').textContent")
                        .asText())
                .isEqualTo("Model down");
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.axe()).isEmpty();
    }

    /** The rows of a card without their times. */
    private static List<String> card(String name) throws IOException {
        return browser.texts(
                "return [...document.querySelectorAll('[data-card=" + name
                        + "] tbody tr')].map(r => [...r.cells].map(c => c.textContent).filter(t => !/\\d{2}:\\d{2}:\\d{2}/.test(t)).join(' '))");
    }
}
