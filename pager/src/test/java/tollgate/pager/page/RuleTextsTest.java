package tollgate.pager.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tollgate.dashboards.rule.Rule;
import tollgate.dashboards.rule.Rules;
import tollgate.dashboards.rule.Severity;
import tollgate.pager.alert.Alert;

class RuleTextsTest {
    private static final Rules RULES = Rules.load();
    private static final Instant SINCE = Instant.parse("2026-03-15T14:30:22Z");
    private static final Alert ALERT = new Alert(
            "id:dashscope,qwen-max",
            "model-down",
            Severity.PAGE,
            Map.of("gen_ai.request.model", "qwen-max"),
            SINCE,
            85.5,
            50.0,
            false);

    @ParameterizedTest
    @EnumSource(Language.class)
    void eachRuleHasTextsAndNothingElseHas(Language language) {
        RuleTexts texts = new RuleTexts(RULES, RULES.defaults(), language, Links.NONE);
        List<String> names = new java.util.ArrayList<>(List.of(PagerRules.UNREACHABLE, PagerRules.FAILING));
        RULES.all().stream().map(Rule::name).forEach(names::add);
        assertThat(texts.names()).containsExactlyInAnyOrderElementsOf(names);
        for (Rule rule : RULES.all()) {
            PageContent content = texts.single(
                    new Alert("k", rule.name(), rule.severity(), Map.of(), SINCE, 1.0, 2.0, false),
                    "r",
                    PageAction.TRIGGER,
                    PageKind.ALERT,
                    null);
            assertThat(content.todo()).as(rule.name()).isNotEmpty().noneMatch(String::isBlank);
            assertThat(content.summary()).isNotBlank().doesNotContain("${");
            assertThat(content.title()).isNotBlank();
        }
    }

    @Test
    void chineseTextsAreChineseAndHaveTheSettingsValues() {
        PageContent content = new RuleTexts(RULES, RULES.defaults(), Language.ZH, Links.NONE)
                .single(ALERT, "r", PageAction.TRIGGER, PageKind.ALERT, null);
        assertThat(content.title()).isEqualTo("模型不可用");
        assertThat(content.summary()).isEqualTo("发往某模型的请求中至少有 50% 失败。");
    }

    @Test
    void theLinkHasTheTimeRange() {
        Instant until = SINCE.plusSeconds(60);
        Links kibana = new Links(URI.create("https://kibana:5601/s/ops/"), null);
        assertThat(link(kibana, until))
                .isEqualTo("https://kibana:5601/s/ops/app/dashboards#/view/tollgate-errors?_g=(time:("
                        + "from:'2026-03-15T14:00:22Z',to:'2026-03-15T14:41:22Z'))");
        Links console = new Links(null, URI.create("http://host:18790"));
        assertThat(link(console, null))
                .isEqualTo("http://host:18790/d/tollgate-errors?from=2026-03-15T14:00:22Z&to=now");
        assertThat(link(Links.NONE, null)).isEmpty();
    }

    @Test
    void aStormNamesItsFirstMembersAndCountsAll() {
        List<Alert> many = java.util.stream.IntStream.range(0, 30)
                .mapToObj(i ->
                        new Alert("k" + i, "model-down", Severity.TICKET, Map.of("m", "m" + i), SINCE, 1.0, 2.0, false))
                .toList();
        PageContent content = new RuleTexts(RULES, RULES.defaults(), Language.EN, Links.NONE)
                .storm("storm:r:1", "r", PageAction.TRIGGER, PageKind.STORM, many, 31, SINCE, null);
        assertThat(content.title()).isEqualTo("31 alerts");
        assertThat(content.count()).isEqualTo(31);
        assertThat(content.members()).hasSize(20).startsWith("Model down: m0");
        assertThat(content.severity()).isEqualTo("ticket");
    }

    private static String link(Links links, @org.jspecify.annotations.Nullable Instant until) {
        return new RuleTexts(RULES, RULES.defaults(), Language.EN, links)
                .single(ALERT, "r", until == null ? PageAction.TRIGGER : PageAction.RESOLVE, PageKind.ALERT, until)
                .link();
    }
}
