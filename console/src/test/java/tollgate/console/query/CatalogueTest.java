package tollgate.console.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tollgate.dashboards.Dashboards;

class CatalogueTest {
    private static final String OVERVIEW = "tollgate-overview";

    private final Catalogue catalogue = at("2026-11-24T15:00:29.999Z");

    private static Catalogue at(String now) {
        return new Catalogue(Dashboards.all(), InstantSource.fixed(Instant.parse(now)), Duration.ofSeconds(30));
    }

    @Test
    void whoLooksWithinARefreshIntervalAsksTheSame() {
        Question one =
                at("2026-11-24T15:00:00Z").panel(OVERVIEW, "requests", Map.of()).question();
        Question other = catalogue
                .panel(OVERVIEW, "requests", Map.of("from", "now-24h", "to", "now", "tenant", "*"))
                .question();
        assertThat(other).isEqualTo(one);
        assertThat(one.values())
                .isEqualTo(Map.of(
                        "_tstart", "2026-11-23T15:00:00Z",
                        "_tend", "2026-11-24T15:00:00Z",
                        "tenant", "*",
                        "model", "*",
                        "provider", "*"));
    }

    @Test
    void aPanelWithATimeOfItsOwnKeepsIt() {
        Catalogue.Asked asked = catalogue.panel(OVERVIEW, "requests-today", Map.of("from", "now-7d"));
        assertThat(asked.span())
                .isEqualTo(new Span(Instant.parse("2026-11-23T00:00:00Z"), Instant.parse("2026-11-24T15:00:00Z")));
    }

    /** What somebody says is a value, whatever it is, and the query is that of the file to the letter. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme\" OR true //",
                "*\" | LIMIT 0 | ROW x = \"",
                "?_tend",
                "\\\" | DROP @timestamp",
                "' ; DELETE logs-*",
                "${jndi:ldap://example.org/x}"
            })
    void noChoiceGetsIntoAQuery(String hostile) {
        Question question =
                catalogue.panel(OVERVIEW, "requests", Map.of("tenant", hostile)).question();
        assertThat(question.query())
                .isEqualTo(Objects.requireNonNull(catalogue
                        .dashboards()
                        .getFirst()
                        .panel("requests")
                        .orElseThrow()
                        .query()));
        assertThat(question.values()).containsEntry("tenant", hostile);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "now-24h\"",
                "now-1000y",
                "yesterday",
                "2026-11-24",
                "2026-11-24T15:00:00Z\" OR true",
                "",
                "now-99999999999999999999h",
                "+1000000-01-01T00:00:00Z"
            })
    void whatIsNoTimeIsRefused(String from) {
        assertThatThrownBy(() -> catalogue.panel(OVERVIEW, "requests", Map.of("from", from)))
                .isInstanceOf(BadQuestionException.class);
    }

    @Test
    void whatIsUnknownIsRefused() {
        assertThatThrownBy(() -> catalogue.panel(OVERVIEW, "requests", Map.of("budget", "10")))
                .hasMessage("unknown parameter 'budget'");
        assertThatThrownBy(() -> catalogue.panel(OVERVIEW, "requests", Map.of("query", "FROM *")))
                .hasMessage("unknown parameter 'query'");
        assertThatThrownBy(() -> catalogue.panel(OVERVIEW, "links", Map.of()))
                .hasMessage("dashboard 'tollgate-overview' has no panel of data 'links'");
        assertThatThrownBy(() -> catalogue.panel("x", "links", Map.of())).hasMessage("there is no dashboard 'x'");
        assertThatThrownBy(() -> catalogue.control(OVERVIEW, "budget", Map.of()))
                .hasMessage("dashboard 'tollgate-overview' has no control 'budget'");
        assertThatThrownBy(() -> catalogue.panel(OVERVIEW, "requests", Map.of("tenant", "a\u0000b")))
                .isInstanceOf(BadQuestionException.class);
        assertThatThrownBy(() -> catalogue.panel(OVERVIEW, "requests", Map.of("tenant", "x".repeat(513))))
                .isInstanceOf(BadQuestionException.class);
        assertThatThrownBy(() -> catalogue.panel(OVERVIEW, "requests", Map.of("from", "now", "to", "now-1h")))
                .hasMessageContaining("let it end later");
    }
}
