package tollgate.pager.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tollgate.dashboards.rule.Rule;
import tollgate.dashboards.rule.RuleSettings;
import tollgate.dashboards.rule.Rules;

/** What English pages say of each rule: its own texts, and what its runbook says to do. */
final class EnglishTexts {
    private static final String TODO = "## What to do";
    private static final Pattern NUMBER = Pattern.compile("^(\\d+\\.|-)\\s+");

    static Map<String, RulePageText> load(Rules rules, RuleSettings settings) {
        Map<String, RulePageText> texts = new HashMap<>(PagerRules.ENGLISH);
        for (Rule rule : rules.all()) {
            texts.put(
                    rule.name(),
                    new RulePageText(rule.text().title(), rule.summary(settings), todo(rules.runbook(rule))));
        }
        return texts;
    }

    /** The items of the list below that heading, each as one line. */
    static List<String> todo(String runbook) {
        int start = runbook.indexOf(TODO);
        if (start < 0) {
            return List.of();
        }
        List<String> items = new ArrayList<>();
        for (String line : runbook.substring(start + TODO.length()).lines().toList()) {
            if (line.startsWith("## ")) {
                break;
            }
            String text = line.strip();
            if (NUMBER.matcher(text).find()) {
                items.add(NUMBER.matcher(text).replaceFirst(""));
            } else if (!text.isEmpty() && items.isEmpty()) {
                items.add(text);
            } else if (!text.isEmpty()) {
                items.set(items.size() - 1, items.getLast() + " " + text);
            }
        }
        return items;
    }

    private EnglishTexts() {}
}
