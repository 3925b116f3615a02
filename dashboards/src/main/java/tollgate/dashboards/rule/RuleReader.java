package tollgate.dashboards.rule;

import java.util.List;
import java.util.UUID;
import tollgate.dashboards.yaml.YamlFileException;
import tollgate.dashboards.yaml.YamlMap;

/** Reads the file of a rule. */
final class RuleReader {
    private static final String DEFAULT_TIME_FIELD = "@timestamp";
    /**
     * Reads a rule.
     *
     * @param name of the rule, that of its file
     * @throws YamlFileException that names the line of what is wrong
     */
    static Rule read(String name, String file, String text) {
        YamlMap yaml = YamlMap.of(file, text)
                .allow(
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
                        "query");
        return new Rule(
                name,
                yaml.value("id", RuleReader::uuid),
                yaml.word("severity", Severity.class),
                new RuleText(yaml.text("title"), yaml.text("summary"), yaml.text("recovers")),
                query(yaml),
                schedule(yaml),
                yaml.value("panel", PanelLink::parse));
    }

    private static RuleQuery query(YamlMap yaml) {
        List<String> group = yaml.texts("group");
        if (group.isEmpty()) {
            throw yaml.mistake("group", "name at least one column, such as [gen_ai.response.model]");
        }
        RuleQuery query = new RuleQuery(
                yaml.text("query"), group, yaml.text("time_field", DEFAULT_TIME_FIELD), yaml.optionalText("minimum"));
        String mistake = QueryRules.mistake(query);
        if (mistake != null) {
            throw yaml.mistake("query", mistake);
        }
        return query;
    }

    private static Schedule schedule(YamlMap yaml) {
        return new Schedule(
                yaml.value("window", Durations::parse),
                yaml.value("interval", Durations::parse),
                yaml.value("delay_runs", RuleReader::runs),
                flapping(yaml));
    }

    private static Flapping flapping(YamlMap yaml) {
        if (!yaml.has("flapping")) {
            return Flapping.DEFAULT;
        }
        YamlMap flapping = yaml.map("flapping").allow("look_back_runs", "changes");
        return new Flapping(
                flapping.value("look_back_runs", RuleReader::runs), flapping.value("changes", RuleReader::runs));
    }

    private static int runs(String text) {
        if (!text.matches("[1-9]|1\\d|20")) {
            throw new IllegalArgumentException("'" + text + "' is no number of runs from 1 to 20");
        }
        return Integer.parseInt(text);
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
