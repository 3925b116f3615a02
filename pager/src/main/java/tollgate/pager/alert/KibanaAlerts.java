package tollgate.pager.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tollgate.dashboards.rule.Rule;
import tollgate.dashboards.rule.Rules;
import tollgate.dashboards.rule.Severity;
import tollgate.pager.state.ClusterConnection;

/**
 * Alerts that Kibana keeps of its rules (alerts as data). One document is one alert, changed in place, so what is open now is
 * all there is to know, whatever was missed before. Alerts of the rules that {@code ./tollgate setup} installs, of all spaces.
 */
public final class KibanaAlerts implements AlertSource {
    /** Names of Kibana's fields: {@code alert_field_map.ts}. They may stand in a document dotted or as objects. */
    private static final String STATUS = "kibana.alert.status";

    private static final String INSTANCE = "kibana.alert.instance.id";
    private static final String START = "kibana.alert.start";
    private static final String FLAPPING = "kibana.alert.flapping";
    private static final String RULE_ID = "kibana.alert.rule.uuid";
    private static final String RULE_NAME = "kibana.alert.rule.name";
    private static final String RULE_TAGS = "kibana.alert.rule.tags";
    private static final String VALUE = "kibana.alert.evaluation.value";
    private static final String THRESHOLD = "kibana.alert.evaluation.threshold";
    private static final String GROUPING = "kibana.alert.grouping";

    private static final String PATH = "/.alerts-stack.alerts-*/_search?expand_wildcards=open,hidden";
    private static final String TAG = "tollgate";
    private static final int MOST = 10_000;

    private final ClusterConnection connection;
    private final Rules rules;

    public KibanaAlerts(ClusterConnection connection, Rules rules) {
        this.connection = connection;
        this.rules = rules;
    }

    @Override
    public Observation observe(Instant now) throws SourceUnreachableException {
        JsonNode answer = search();
        List<Alert> open = new ArrayList<>();
        for (JsonNode hit : answer.at("/hits/hits")) {
            open.add(alert(hit.path("_source")));
        }
        return new Observation(open, Set.of(Observation.EVERY), Map.of());
    }

    private JsonNode search() throws SourceUnreachableException {
        ClusterConnection.Answer answer;
        try {
            answer = connection.ask("POST", PATH, query().toString());
        } catch (IOException e) {
            throw new SourceUnreachableException(String.valueOf(e.getMessage()), e);
        }
        JsonNode shards = answer.body().path("_shards");
        if (!answer.ok()
                || shards.path("failed").asInt() > 0
                || shards.path("total").asInt() == 0) {
            String reason = shards.path("total").asInt(-1) == 0
                    ? "there is no .alerts-stack.alerts-* yet, or this user may not see it"
                    : answer.reason();
            throw new SourceUnreachableException("Kibana's alerts: " + reason, new IOException(reason));
        }
        return answer.body();
    }

    private static ObjectNode query() {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("size", MOST);
        body.putArray("sort").addObject().put(START, "asc");
        var filter = body.putObject("query").putObject("bool").putArray("filter");
        filter.addObject().putObject("term").put(STATUS, "active");
        filter.addObject().putObject("term").put(RULE_TAGS, TAG);
        return body;
    }

    private Alert alert(JsonNode source) {
        Rule rule = rule(source);
        String instance = field(source, INSTANCE).asText();
        return new Alert(
                AlertKey.of(
                        rule == null
                                ? field(source, RULE_ID).asText()
                                : rule.id().toString(),
                        instance),
                rule == null ? field(source, RULE_NAME).asText() : rule.name(),
                rule == null ? Severity.PAGE : rule.severity(),
                group(rule, source, instance),
                Instant.parse(field(source, START).asText()),
                number(field(source, VALUE)),
                number(field(source, THRESHOLD)),
                field(source, FLAPPING).asBoolean());
    }

    /** By its id or, where a second space gave it another, by the tag that is its name. */
    private @Nullable Rule rule(JsonNode source) {
        String id = field(source, RULE_ID).asText();
        List<String> tags = new ArrayList<>();
        field(source, RULE_TAGS).forEach(tag -> tags.add(tag.asText()));
        return rules.all().stream()
                .filter(rule -> rule.id().toString().equals(id) || tags.contains(rule.name()))
                .findFirst()
                .orElse(null);
    }

    private static Map<String, String> group(@Nullable Rule rule, JsonNode source, String instance) {
        Map<String, String> group = new LinkedHashMap<>();
        JsonNode grouping = field(source, GROUPING);
        List<String> columns = rule == null ? List.of() : rule.query().groupBy();
        for (String column : columns) {
            JsonNode value = field(grouping, column);
            if (value.isValueNode() && !value.isNull()) {
                group.put(column, value.asText());
            }
        }
        if (group.isEmpty()) {
            group.putAll(byPosition(columns, instance));
        }
        return group;
    }

    /** The id is the values joined by commas; it tells them only where none of them has one. */
    private static Map<String, String> byPosition(List<String> columns, String instance) {
        String[] values = instance.split(",", -1);
        Map<String, String> group = new LinkedHashMap<>();
        if (values.length == columns.size()) {
            for (int i = 0; i < values.length; i++) {
                group.put(columns.get(i), values[i]);
            }
        } else {
            group.put("group", instance);
        }
        return group;
    }

    private static @Nullable Double number(JsonNode value) {
        try {
            return value.isMissingNode() || value.isNull() ? null : Double.valueOf(value.asText());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static JsonNode field(JsonNode source, String dotted) {
        JsonNode whole = source.path(dotted);
        return whole.isMissingNode() ? source.at("/" + dotted.replace('.', '/')) : whole;
    }
}
