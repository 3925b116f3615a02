package tollgate.dashboards.rule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import tollgate.dashboards.yaml.YamlFileException;

/** The rules that Tollgate comes with, in the order of their names, and the settings that they compare by. Immutable. */
public final class Rules {
    /** The variable that names an operator's file of settings. */
    public static final String SETTINGS_FILE = RuleSetting.VARIABLE_PREFIX + "SETTINGS";

    private static final String SETTINGS = "settings";

    private final List<Rule> rules;
    private final List<RuleSetting> settings;
    private final Map<String, String> runbooks;

    private Rules(List<Rule> rules, List<RuleSetting> settings, Map<String, String> runbooks) {
        this.rules = List.copyOf(rules);
        this.settings = List.copyOf(settings);
        this.runbooks = Map.copyOf(runbooks);
    }

    /** Those that this version was built with. */
    public static Rules load() {
        return of(
                Resources.texts("/tollgate/dashboards/rules", ".yaml"),
                Resources.texts("/tollgate/dashboards/runbooks", ".md"));
    }

    /**
     * Reads rules.
     *
     * @param files texts by name, without the ending; that of the settings is {@code settings}
     * @param runbooks texts by the name of their rule
     * @throws YamlFileException that names the file and line of what is wrong in one of them
     * @throws RuleException where they do not fit together
     */
    static Rules of(Map<String, String> files, Map<String, String> runbooks) {
        List<RuleSetting> settings =
                RuleSettingReader.definitions("rules/settings.yaml", files.getOrDefault(SETTINGS, ""));
        List<Rule> rules = new ArrayList<>();
        files.entrySet().stream()
                .filter(file -> !file.getKey().equals(SETTINGS))
                .sorted(Map.Entry.comparingByKey())
                .forEach(file ->
                        rules.add(RuleReader.read(file.getKey(), "rules/" + file.getKey() + ".yaml", file.getValue())));
        checkIds(rules);
        checkSettings(rules, settings);
        checkRunbooks(rules, runbooks.keySet());
        return new Rules(rules, settings, runbooks);
    }

    private static void checkIds(List<Rule> rules) {
        Map<UUID, Rule> seen = new LinkedHashMap<>();
        for (Rule rule : rules) {
            Rule other = seen.put(rule.id(), rule);
            if (other != null) {
                throw new RuleException(rule.name(), "has the id of " + other.name() + "; give it one of its own");
            }
        }
    }

    private static void checkSettings(List<Rule> rules, List<RuleSetting> settings) {
        Set<String> known = settings.stream().map(RuleSetting::name).collect(Collectors.toCollection(TreeSet::new));
        Set<String> unused = new TreeSet<>(known);
        for (Rule rule : rules) {
            Set<String> used = new TreeSet<>(rule.query().settings());
            used.addAll(Placeholders.names(rule.text().summary()));
            unused.removeAll(used);
            used.removeAll(known);
            if (!used.isEmpty()) {
                throw new RuleException(
                        rule.name(), "uses the settings " + used + ", which rules/settings.yaml does not have");
            }
        }
        if (!unused.isEmpty()) {
            throw new RuleException("rules/settings.yaml", "no rule uses " + unused + "; remove them");
        }
    }

    private static void checkRunbooks(List<Rule> rules, Set<String> runbooks) {
        Set<String> names = rules.stream().map(Rule::name).collect(Collectors.toCollection(TreeSet::new));
        Set<String> lacking = new TreeSet<>(names);
        lacking.removeAll(runbooks);
        if (!lacking.isEmpty()) {
            throw new RuleException("runbooks", "there is none for " + lacking + "; write them");
        }
        Set<String> strangers = new TreeSet<>(runbooks);
        strangers.removeAll(names);
        if (!strangers.isEmpty()) {
            throw new RuleException("runbooks", "there is no rule for " + strangers + "; remove or rename them");
        }
    }

    public List<Rule> all() {
        return rules;
    }

    /**
     * The rule of a name.
     *
     * @throws RuleException where there is none
     */
    public Rule named(String name) {
        return rules.stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new RuleException(
                        name,
                        "there is no such rule; there are "
                                + rules.stream().map(Rule::name).collect(Collectors.joining(", "))));
    }

    /** All settings, in the order of their file. */
    public List<RuleSetting> settings() {
        return settings;
    }

    /** What to do when a rule fires, as Markdown. */
    public String runbook(Rule rule) {
        String text = runbooks.get(rule.name());
        if (text == null) {
            throw new IllegalArgumentException("no rule of these: " + rule.name());
        }
        return text;
    }

    /** The settings' values where nobody says otherwise. */
    public RuleSettings defaults() {
        return RuleSettings.defaults(settings);
    }

    /**
     * The settings' values as an operator wants them: those of the file that {@link #SETTINGS_FILE} names, and before them those of
     * the variables {@code TOLLGATE_RULE_…}.
     *
     * @throws YamlFileException that names the file and line of what is wrong
     * @throws RuleException that names the variable of what is wrong
     */
    public RuleSettings settings(Map<String, String> environment) {
        Map<String, RuleSettings.Value> values = new LinkedHashMap<>();
        String file = environment.get(SETTINGS_FILE);
        if (file != null) {
            values.putAll(RuleSettingReader.values(settings, file, text(file)));
        }
        RuleSettingReader.variables(settings, environment, values);
        return new RuleSettings(settings, values);
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new YamlFileException(file, "no such file; put it there or correct " + SETTINGS_FILE);
        } catch (IOException e) {
            throw new YamlFileException(file, "cannot be read (" + e + "); it must be a UTF-8 file");
        }
    }
}
