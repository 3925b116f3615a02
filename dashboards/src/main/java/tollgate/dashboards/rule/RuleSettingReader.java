package tollgate.dashboards.rule;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tollgate.dashboards.yaml.YamlMap;

/** Reads which settings there are, and the values that an operator gives them. */
final class RuleSettingReader {
    /** The settings of the file that comes with the rules. */
    static List<RuleSetting> definitions(String file, String text) {
        YamlMap yaml = YamlMap.of(file, text);
        return yaml.keys().stream()
                .map(name -> definition(name, yaml.map(name)))
                .toList();
    }

    private static RuleSetting definition(String name, YamlMap yaml) {
        yaml.allow("default", "least", "most", "of", "by", "meaning");
        List<BigDecimal> of = yaml.texts("of").stream().map(RuleSetting::number).toList();
        RuleSetting setting = new RuleSetting(
                name,
                yaml.value("default", RuleSetting::number),
                of.isEmpty() ? yaml.value("least", RuleSetting::number) : of.getFirst(),
                of.isEmpty() ? yaml.value("most", RuleSetting::number) : of.getLast(),
                of,
                yaml.optionalText("by"),
                yaml.text("meaning"));
        yaml.value("default", setting::parse);
        return setting;
    }

    /** The values that an operator's file gives. */
    static Map<String, RuleSettings.Value> values(List<RuleSetting> settings, String file, String text) {
        YamlMap yaml = YamlMap.of(file, text);
        Map<String, RuleSettings.Value> values = new LinkedHashMap<>();
        for (String name : yaml.keys()) {
            RuleSetting setting = settings.stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow(
                            () -> yaml.mistake(name, "there is no such setting; all are in the README of dashboards"));
            values.put(name, value(setting, yaml));
        }
        return values;
    }

    private static RuleSettings.Value value(RuleSetting setting, YamlMap yaml) {
        if (!yaml.isMap(setting.name())) {
            return new RuleSettings.Value(yaml.value(setting.name(), setting::parse), Map.of());
        }
        if (setting.by() == null) {
            throw yaml.mistake(setting.name(), "has one value for all; write a number");
        }
        YamlMap groups = yaml.map(setting.name()).allow("all", "each");
        YamlMap each = groups.map("each");
        Map<String, BigDecimal> values = new LinkedHashMap<>();
        each.keys().forEach(group -> values.put(group, each.value(group, setting::parse)));
        return new RuleSettings.Value(
                groups.has("all") ? groups.value("all", setting::parse) : setting.defaultValue(), values);
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

    private RuleSettingReader() {}
}
