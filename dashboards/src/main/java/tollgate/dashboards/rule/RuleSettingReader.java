package tollgate.dashboards.rule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads which settings there are, and the values that an operator gives them. */
final class RuleSettingReader {
    private static final Set<String> KEYS = Set.of("default", "least", "most", "of", "by", "meaning");
    private static final Set<String> VALUE_KEYS = Set.of("all", "each");

    /** The settings of the file that comes with the rules. */
    static List<RuleSetting> definitions(String file, String text) {
        List<RuleSetting> settings = new ArrayList<>();
        YamlNode.read(file, text).map().forEach((name, yaml) -> settings.add(definition(name, yaml)));
        return settings;
    }

    private static RuleSetting definition(String name, YamlNode yaml) {
        yaml.map(KEYS);
        List<BigDecimal> of = yaml.optional("of", RuleSettingReader::numbers);
        RuleSetting setting = new RuleSetting(
                name,
                yaml.get("default").value(RuleSetting::number),
                of == null ? yaml.get("least").value(RuleSetting::number) : of.getFirst(),
                of == null ? yaml.get("most").value(RuleSetting::number) : of.getLast(),
                of == null ? List.of() : of,
                yaml.optional("by", YamlNode::text),
                yaml.get("meaning").text());
        yaml.get("default").value(setting::parse);
        return setting;
    }

    private static List<BigDecimal> numbers(YamlNode list) {
        return list.list().stream().map(item -> item.value(RuleSetting::number)).toList();
    }

    /** The values that an operator's file gives. */
    static Map<String, RuleSettings.Value> values(List<RuleSetting> settings, String file, String text) {
        Map<String, RuleSettings.Value> values = new LinkedHashMap<>();
        YamlNode.read(file, text).map().forEach((name, yaml) -> {
            RuleSetting setting = named(settings, name);
            if (setting == null) {
                throw yaml.mistake("there is no setting '" + name + "'; all are in the README of dashboards");
            }
            values.put(name, value(setting, yaml));
        });
        return values;
    }

    private static RuleSettings.Value value(RuleSetting setting, YamlNode yaml) {
        if (!yaml.isMap()) {
            return new RuleSettings.Value(yaml.value(setting::parse), Map.of());
        }
        yaml.map(VALUE_KEYS);
        if (setting.by() == null) {
            throw yaml.mistake(setting.name() + " has one value for all; write a number");
        }
        BigDecimal all = yaml.optional("all", node -> node.value(setting::parse));
        Map<String, BigDecimal> each = new LinkedHashMap<>();
        yaml.get("each").map().forEach((group, node) -> each.put(group, node.value(setting::parse)));
        return new RuleSettings.Value(all == null ? setting.defaultValue() : all, each);
    }

    /** The values that variables give; those of single groups stay as the file has them. */
    static void variables(
            List<RuleSetting> settings, Map<String, String> environment, Map<String, RuleSettings.Value> values) {
        environment.forEach((variable, text) -> {
            if (!variable.startsWith(RuleSetting.VARIABLE_PREFIX) || variable.equals(Rules.SETTINGS_FILE)) {
                return;
            }
            RuleSetting setting = settings.stream()
                    .filter(each -> each.variable().equals(variable))
                    .findFirst()
                    .orElseThrow(() -> new RuleException(variable, "there is no such setting; correct or unset it"));
            try {
                RuleSettings.Value file = values.get(setting.name());
                values.put(
                        setting.name(),
                        new RuleSettings.Value(setting.parse(text), file == null ? Map.of() : file.each()));
            } catch (IllegalArgumentException e) {
                throw new RuleException(variable, String.valueOf(e.getMessage()));
            }
        });
    }

    private static @Nullable RuleSetting named(List<RuleSetting> settings, String name) {
        return settings.stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private RuleSettingReader() {}
}
