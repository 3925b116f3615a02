package tollgate.dashboards.rule;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of all settings of rules. Immutable. */
public final class RuleSettings {
    /**
     * The value of a setting.
     *
     * @param all where no other is given
     * @param each by the value of the setting's field
     */
    record Value(BigDecimal all, Map<String, BigDecimal> each) {
        Value {
            each = Map.copyOf(each);
        }
    }

    private record Given(RuleSetting setting, Value value) {}

    private final Map<String, Given> byName = new LinkedHashMap<>();

    RuleSettings(List<RuleSetting> settings, Map<String, Value> given) {
        for (RuleSetting setting : settings) {
            Value byDefault = new Value(setting.defaultValue(), Map.of());
            byName.put(setting.name(), new Given(setting, given.getOrDefault(setting.name(), byDefault)));
        }
    }

    /** Where nobody says otherwise. */
    static RuleSettings defaults(List<RuleSetting> settings) {
        return new RuleSettings(settings, Map.of());
    }

    /** The value, as digits; where single groups have their own, that of all others. */
    public String plain(String name) {
        return given(name).value().all().toPlainString();
    }

    /** The value as an ES|QL expression: a number, or the one that the row's group has. */
    String expression(String name) {
        Given given = given(name);
        Value value = given.value();
        if (value.each().isEmpty()) {
            return value.all().toPlainString();
        }
        StringBuilder expression = new StringBuilder("CASE(");
        value.each().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> expression
                        .append(given.setting().by())
                        .append(" == ")
                        .append(quoted(each.getKey()))
                        .append(", ")
                        .append(decimal(each.getValue()))
                        .append(", "));
        return expression.append(decimal(value.all())).append(')').toString();
    }

    private Given given(String name) {
        Given given = byName.get(name);
        if (given == null) {
            throw new IllegalArgumentException("there is no setting '" + name + "'");
        }
        return given;
    }

    /** All branches of a CASE must be of one type. */
    private static String decimal(BigDecimal value) {
        return value.setScale(Math.max(1, value.scale())).toPlainString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
