package tollgate.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Alert rules, through the alerting API, which checks their parameters; an import does not. A rule runs with the rights of its caller. */
final class Rules implements Target {
    private static final String PATH = "/api/alerting/rule/";
    /** What people can change about a rule. */
    private static final List<String> CHANGEABLE =
            List.of("name", "tags", "schedule", "params", "alert_delay", "flapping", "actions", "enabled");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Kibana kibana;

    Rules(Kibana kibana) {
        this.kibana = kibana;
    }

    static Wanted wanted(Bundle.RuleRequest rule) {
        ObjectNode compared = rule.update().deepCopy();
        compared.put("enabled", true);
        return new Wanted(Kind.RULE, rule.id(), rule.name(), compared, rule.create(), rule.update(), false);
    }

    @Override
    public @Nullable JsonNode current(Ref ref) throws SetupException {
        Answer answer = kibana.ask(HttpMethod.GET, PATH + ref.id(), null);
        if (answer.status() == Answer.NOT_FOUND) {
            return null;
        }
        JsonNode rule = Alerting.require(answer);
        ObjectNode content = JSON.createObjectNode();
        CHANGEABLE.stream().filter(rule::has).forEach(field -> content.set(field, rule.get(field)));
        return content;
    }

    @Override
    public void create(Wanted wanted) throws SetupException {
        Answer answer = kibana.ask(HttpMethod.POST, PATH + wanted.id(), wanted.create());
        if (answer.status() == Answer.CONFLICT) {
            throw new RefusedException(
                    "another space has it, and Kibana has an id only once: remove it there with --remove --space");
        }
        Alerting.require(answer);
        enable(wanted.id());
    }

    @Override
    public void update(Wanted wanted) throws SetupException {
        Alerting.require(kibana.ask(HttpMethod.PUT, PATH + wanted.id(), wanted.update()));
        enable(wanted.id());
    }

    /** One that is enabled already stays as it is. */
    private void enable(String id) throws SetupException {
        Alerting.require(kibana.ask(HttpMethod.POST, PATH + id + "/_enable", null));
    }

    @Override
    public void remove(Ref ref) throws SetupException {
        Answer answer = kibana.ask(HttpMethod.DELETE, PATH + ref.id(), null);
        if (answer.status() != Answer.NOT_FOUND) {
            Alerting.require(answer);
        }
    }
}
