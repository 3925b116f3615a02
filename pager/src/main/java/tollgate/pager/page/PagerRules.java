package tollgate.pager.page;

import java.util.Map;
import tollgate.dashboards.rule.PanelLink;

/** What the pager itself watches over, as it stands in pages. */
public final class PagerRules {
    /** Elasticsearch does not answer. */
    public static final String UNREACHABLE = "elasticsearch-unreachable";

    /** A rule cannot be run. */
    public static final String FAILING = "rule-failing";

    /** Pipeline health shows whether data arrive. */
    static final PanelLink PANEL = new PanelLink("pipeline", "up");

    /** English texts; Chinese ones stand with those of the rules. */
    static final Map<String, RulePageText> ENGLISH = Map.of(
            UNREACHABLE,
            new RulePageText(
                    "Elasticsearch unreachable",
                    "Elasticsearch has not answered for minutes: no rule can be judged, and nothing else will be noticed.",
                    java.util.List.of(
                            "Is Elasticsearch running, and does the network reach it from the pager?",
                            "Are the credentials and the certificate still good?")),
            FAILING,
            new RulePageText(
                    "Rule failing",
                    "A rule could not be run for minutes: what it watches over goes unnoticed.",
                    java.util.List.of("Run ./tollgate rules explain NAME, which tells the reason.")));

    private PagerRules() {}
}
