package tollgate.pager.page;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tollgate.dashboards.rule.PanelLink;
import tollgate.dashboards.rule.Rule;
import tollgate.dashboards.rule.RuleSettings;
import tollgate.dashboards.rule.Rules;
import tollgate.dashboards.rule.Severity;
import tollgate.pager.alert.Alert;

/** Writes pages by the texts of the rules, in one language. */
public final class RuleTexts implements PageTexts {
    /** A page is to be read on a telephone. */
    private static final int MOST_MEMBERS = 20;

    private final Map<String, RulePageText> texts;
    private final Map<String, PanelLink> panels = new HashMap<>();
    private final Language language;
    private final Links links;

    public RuleTexts(Rules rules, RuleSettings settings, Language language, Links links) {
        this.texts = language == Language.ZH ? ChineseTexts.load(settings) : EnglishTexts.load(rules, settings);
        for (Rule rule : rules.all()) {
            panels.put(rule.name(), rule.panel());
        }
        this.language = language;
        this.links = links;
    }

    /** Names of all rules that it has texts of. */
    java.util.Set<String> names() {
        return texts.keySet();
    }

    @Override
    public PageContent single(Alert alert, String route, PageAction action, PageKind kind, @Nullable Instant until) {
        RulePageText text = text(alert.rule());
        return new PageContent(
                alert.key(),
                action,
                kind,
                route,
                alert.severity().code(),
                alert.rule(),
                text.title(),
                text.summary(),
                alert.group(),
                alert.since(),
                until,
                alert.value(),
                alert.threshold(),
                1,
                List.of(),
                action == PageAction.TRIGGER ? text.todo() : List.of(),
                links.to(panel(alert.rule()), alert.since(), until),
                language);
    }

    @Override
    public PageContent storm(
            String key,
            String route,
            PageAction action,
            PageKind kind,
            List<Alert> alerts,
            int seen,
            Instant since,
            @Nullable Instant until) {
        boolean urgent = alerts.stream().anyMatch(alert -> alert.severity() == Severity.PAGE);
        return new PageContent(
                key,
                action,
                kind,
                route,
                (urgent || alerts.isEmpty() ? Severity.PAGE : Severity.TICKET).code(),
                "",
                language == Language.ZH ? seen + " 条告警" : seen + " alerts",
                stormSummary(seen, alerts.size()),
                Map.of(),
                since,
                until,
                null,
                null,
                seen,
                alerts.stream().limit(MOST_MEMBERS).map(this::line).toList(),
                List.of(),
                links.to(PagerRules.PANEL, since, until),
                language);
    }

    private String stormSummary(int seen, int open) {
        return language == Language.ZH
                ? "短时间内出现 " + seen + " 条告警，其中 " + open + " 条仍未恢复。"
                : seen + " alerts opened within a short time, of which " + open + " are open.";
    }

    private String line(Alert alert) {
        String title = text(alert.rule()).title();
        return alert.group().isEmpty() ? title : title + ": " + alert.groupText();
    }

    /** A rule that somebody made in Kibana has its name only. */
    private RulePageText text(String rule) {
        return Objects.requireNonNullElseGet(texts.get(rule), () -> new RulePageText(rule, "", List.of()));
    }

    private PanelLink panel(String rule) {
        return panels.getOrDefault(rule, PagerRules.PANEL);
    }
}
