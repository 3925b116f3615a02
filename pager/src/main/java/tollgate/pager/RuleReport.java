package tollgate.pager;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tollgate.dashboards.rule.Finding;
import tollgate.dashboards.rule.Rule;
import tollgate.dashboards.rule.RuleRun;
import tollgate.dashboards.rule.RuleSettings;
import tollgate.dashboards.rule.Rules;
import tollgate.elasticsearch.EsqlException;
import tollgate.pager.state.ClusterConnection;

/** Tells people how rules stand on live data, and why. */
public final class RuleReport {
    private static final int MOST_NEAR = 10;

    private final ClusterConnection connection;
    private final Rules rules;
    private final RuleSettings settings;
    private final PrintWriter out;

    public RuleReport(ClusterConnection connection, Rules rules, RuleSettings settings, PrintWriter out) {
        this.connection = connection;
        this.rules = rules;
        this.settings = settings;
        this.out = out;
    }

    /**
     * One line for each rule.
     *
     * @return whether all of them could be run
     * @throws IOException where nothing answers
     */
    public boolean check(Instant now) throws IOException {
        boolean all = true;
        for (Rule rule : rules.all()) {
            String state;
            try {
                List<Finding> findings = run(rule).at(connection.cluster(), now);
                state = findings.isEmpty() ? "quiet" : "matches " + findings.size() + ": " + groups(findings);
            } catch (EsqlException e) {
                all &= e.isNoStream();
                state = e.isNoStream()
                        ? "no data: nothing was ever written of what it looks at"
                        : "FAILS: " + e.getMessage();
            }
            out.printf("%-20s %-6s %s%n", rule.name(), rule.severity().code(), state);
        }
        return all;
    }

    private static String groups(List<Finding> findings) {
        return String.join(
                        "; ", findings.stream().map(RuleReport::group).limit(5).toList())
                + (findings.size() > 5 ? "; …" : "");
    }

    private static String group(Finding finding) {
        return finding.group().isEmpty()
                ? "(all)"
                : String.join(", ", finding.group().values());
    }

    /**
     * All that there is to say of one rule.
     *
     * @return whether it could be run
     * @throws IOException where nothing answers
     */
    public boolean explain(String name, Instant at) throws IOException {
        Rule rule = rules.named(name);
        out.println(rule.name() + " (" + rule.severity().code() + "): "
                + rule.text().title());
        out.println(rule.summary(settings));
        out.printf(
                "at %s it looks at the %s before, as it does every %s; %d run(s) in a row must match until an alert opens%n",
                at,
                words(rule.schedule().window()),
                words(rule.schedule().interval()),
                rule.schedule().delayRuns());
        try {
            matching(rule, at);
            near(rule, at);
        } catch (EsqlException e) {
            if (!e.isNoStream()) {
                out.println("it cannot be run: " + e.getMessage());
                return false;
            }
            out.println("no data: nothing was ever written of what it looks at, so nothing fires");
        }
        out.println("it recovers " + rule.text().recovers());
        out.println("what to do: " + rule.runbook());
        return true;
    }

    private void matching(Rule rule, Instant at) throws IOException {
        List<Finding> findings = run(rule).at(connection.cluster(), at);
        out.println(findings.isEmpty() ? "no group matches" : findings.size() + " group(s) match:");
        List<Set<String>> before = before(rule, at);
        for (Finding finding : findings) {
            int inARow = 1;
            while (inARow - 1 < before.size() && before.get(inARow - 1).contains(finding.alertId())) {
                inARow++;
            }
            out.println("  " + figures(rule, finding)
                    + (rule.schedule().delayRuns() > 1
                            ? "; in %d of %d runs in a row"
                                    .formatted(inARow, rule.schedule().delayRuns())
                            : ""));
        }
    }

    /** What matched at the runs before, the latest first. */
    private List<Set<String>> before(Rule rule, Instant at) throws IOException {
        List<Set<String>> before = new ArrayList<>();
        for (int run = 1; run < rule.schedule().delayRuns(); run++) {
            Instant earlier = at.minus(rule.schedule().interval().multipliedBy(run));
            before.add(run(rule).at(connection.cluster(), earlier).stream()
                    .map(Finding::alertId)
                    .collect(java.util.stream.Collectors.toSet()));
        }
        return before;
    }

    private void near(Rule rule, Instant at) throws IOException {
        List<Finding> near = run(rule).near(connection.cluster(), at, MOST_NEAR);
        if (!near.isEmpty()) {
            out.println("without its last condition, the nearest to the threshold:");
            near.forEach(finding -> out.println("  " + figures(rule, finding)));
        } else {
            out.println("in this time there is nothing that it looks at");
        }
        if (rule.query().minimum() != null) {
            out.println("below " + settings.plain(rule.query().minimum()) + " ("
                    + rule.query().minimum() + ") it does not judge");
        }
    }

    private static String figures(Rule rule, Finding finding) {
        StringBuilder text = new StringBuilder(group(finding));
        text.append(": value ").append(number(finding.value()));
        text.append(", threshold ").append(number(finding.threshold()));
        finding.row().forEach((column, value) -> {
            if (!column.equals("value")
                    && !column.equals("threshold")
                    && !rule.query().groupBy().contains(column)) {
                text.append(", ").append(column).append(' ').append(text(value));
            }
        });
        return text.toString();
    }

    private static String text(JsonNode value) {
        return value.isFloatingPointNumber() ? number(value.asDouble()) : value.asText();
    }

    private static String number(double value) {
        return value == Math.rint(value) ? "%.0f".formatted(value) : String.format(Locale.ROOT, "%.4g", value);
    }

    private static String words(Duration duration) {
        return duration.toMinutes() < 120 ? duration.toMinutes() + " minutes" : duration.toHours() + " hours";
    }

    private RuleRun run(Rule rule) {
        return new RuleRun(rule, settings);
    }
}
