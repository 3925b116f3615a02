package tollgate.dashboards.rule;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the file of a rule. */
final class RuleReader {
    private static final String DEFAULT_TIME_FIELD = "@timestamp";
    private static final Set<String> KEYS = new LinkedHashSet<>(List.of(
            "id",
            "title",
            "severity",
            "summary",
            "recovers",
            "group",
            "minimum",
            "time_field",
            "window",
            "interval",
            "delay_runs",
            "flapping",
            "panel",
            "query"));

    /**
     * Reads a rule.
     *
     * @param name of the rule, that of its file
     * @throws RuleException that names the line of what is wrong
     */
    static Rule read(String name, String file, String text) {
        YamlNode yaml = YamlNode.read(file, text);
        yaml.map(KEYS);
        return new Rule(
                name,
                yaml.get("id").value(RuleReader::uuid),
                yaml.get("severity").value(RuleReader::severity),
                new RuleText(
                        yaml.get("title").text(),
                        yaml.get("summary").text(),
                        yaml.get("recovers").text()),
                query(yaml),
                schedule(yaml),
                yaml.get("panel").value(PanelLink::parse));
    }

    private static RuleQuery query(YamlNode yaml) {
        List<String> group =
                yaml.get("group").list().stream().map(YamlNode::text).toList();
        String timeField = yaml.optional("time_field", YamlNode::text);
        RuleQuery query = new RuleQuery(
                yaml.get("query").text(),
                group,
                timeField == null ? DEFAULT_TIME_FIELD : timeField,
                yaml.optional("minimum", YamlNode::text));
        String mistake = QueryRules.mistake(query);
        if (mistake != null) {
            throw yaml.get("query").mistake(mistake);
        }
        return query;
    }

    private static Schedule schedule(YamlNode yaml) {
        Duration window = yaml.get("window").value(Durations::parse);
        Duration interval = yaml.get("interval").value(Durations::parse);
        return new Schedule(window, interval, yaml.get("delay_runs").value(RuleReader::runs), flapping(yaml));
    }

    private static Flapping flapping(YamlNode yaml) {
        @Nullable YamlNode node = yaml.optional("flapping", value -> value);
        if (node == null) {
            return Flapping.DEFAULT;
        }
        node.map(Set.of("look_back_runs", "changes"));
        return new Flapping(
                node.get("look_back_runs").value(RuleReader::runs),
                node.get("changes").value(RuleReader::runs));
    }

    private static int runs(String text) {
        if (!text.matches("[1-9]|1\\d|20")) {
            throw new IllegalArgumentException("'" + text + "' is no number of runs from 1 to 20");
        }
        return Integer.parseInt(text);
    }

    private static Severity severity(String text) {
        for (Severity severity : Severity.values()) {
            if (severity.code().equals(text)) {
                return severity;
            }
        }
        throw new IllegalArgumentException(
                "'" + text.toLowerCase(Locale.ROOT) + "' is no severity; write page or ticket");
    }

    private static UUID uuid(String text) {
        if (!text.matches("[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no UUID of the versions 1 to 5 in small letters, which Kibana asks for");
        }
        return UUID.fromString(text);
    }

    private RuleReader() {}
}
