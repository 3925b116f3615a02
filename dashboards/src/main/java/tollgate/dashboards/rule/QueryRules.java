package tollgate.dashboards.rule;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a query must be, so that Kibana makes one alert of a group and no other of the same group later: how Kibana takes an alert's
 * id from a query is in its {@code esql_query_utils.ts}.
 */
final class QueryRules {
    /** Commands and functions that 8.19 and 9.x do not share, or that not every licence has. */
    private static final Pattern NOT_SHARED = Pattern.compile(
            "\\b(TS|INLINESTATS|CHANGE_POINT|FUSE|FORK|RERANK|COMPLETION|RATE|TBUCKET|CATEGORIZE)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern PARAMETER = Pattern.compile("\\?+(\\w+)");
    private static final Set<String> PARAMETERS = Set.of("_tstart", "_tend");
    private static final List<String> JUDGED = List.of("value", "threshold");

    /** The first thing that is wrong, in one line, or null. */
    static @Nullable String mistake(RuleQuery query) {
        EsqlText text = EsqlText.of(query.template());
        Matcher notShared = NOT_SHARED.matcher(text.withoutLiterals());
        if (notShared.find()) {
            return notShared.group() + " is not in every version or licence; write the query without it";
        }
        Matcher parameter = PARAMETER.matcher(text.withoutLiterals());
        while (parameter.find()) {
            if (!PARAMETERS.contains(parameter.group(1))) {
                return parameter.group() + ": Kibana gives a rule's query no parameters but ?_tstart and ?_tend";
            }
        }
        if (!text.first().startsWith("FROM ")) {
            return "a rule's query begins with FROM";
        }
        if (text.endsWithComment()) {
            return "the query ends with a comment, which would hide the limit that Kibana adds";
        }
        if (!text.groupOfLastStats().equals(query.groupBy())) {
            return "the last STATS is BY " + text.groupOfLastStats() + ", and the group is " + query.groupBy()
                    + "; Kibana makes the alert's id of the former, so they must be equal, and plain columns";
        }
        if (text.contains("RENAME") || text.contains("DROP")) {
            return "RENAME and DROP change what Kibana makes the alert's id of; use EVAL and KEEP";
        }
        List<String> kept = text.keptAtTheEnd();
        List<String> judged = kept.subList(
                Math.min(kept.size(), query.groupBy().size()),
                Math.min(kept.size(), query.groupBy().size() + JUDGED.size()));
        if (!kept.subList(0, Math.min(kept.size(), query.groupBy().size())).equals(query.groupBy())
                || !judged.equals(JUDGED)) {
            return "the query must end with KEEP of the group, value and threshold, in this order, then other figures; it keeps "
                    + kept;
        }
        if (query.minimum() != null && !query.settings().contains(query.minimum())) {
            return "the minimum ${" + query.minimum() + "} does not stand in the query";
        }
        return null;
    }

    private QueryRules() {}
}
