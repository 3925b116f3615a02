package tollgate.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tollgate.dashboards.rule.Connector;
import tollgate.dashboards.rule.Connectors;
import tollgate.dashboards.rule.DashboardPaths;
import tollgate.dashboards.rule.Rule;
import tollgate.dashboards.rule.RuleBodies;
import tollgate.dashboards.rule.RuleSettings;
import tollgate.dashboards.rule.Rules;

/** The dashboards and rules that Tollgate comes with, with an operator's settings. */
public final class TollgateBundle implements Bundle {
    private static final String DASHBOARDS = "/tollgate/dashboards/kibana/dashboards.ndjson";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Rules rules;
    private final RuleSettings settings;
    private final List<Connector> connectors;

    private TollgateBundle(Rules rules, RuleSettings settings, List<Connector> connectors) {
        this.rules = rules;
        this.settings = settings;
        this.connectors = connectors;
    }

    /**
     * Reads the settings of rules and connectors.
     *
     * @throws tollgate.dashboards.rule.RuleException that names the variable, or the file and line, of what is wrong
     */
    public static TollgateBundle of(Map<String, String> environment, String namespace) {
        Rules rules = Rules.load();
        return new TollgateBundle(rules, rules.settings(environment), Connectors.of(environment, namespace));
    }

    @Override
    public List<JsonNode> savedObjects() {
        List<JsonNode> objects = new ArrayList<>();
        try (InputStream in = TollgateBundle.class.getResourceAsStream(DASHBOARDS)) {
            if (in == null) {
                throw new IllegalStateException(
                        "the resource " + DASHBOARDS + " is missing: build the module dashboards");
            }
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                objects.add(JSON.readTree(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return objects;
    }

    @Override
    public List<ConnectorRequest> connectors() {
        return connectors.stream()
                .map(connector -> new ConnectorRequest(
                        connector.id().toString(),
                        connector.type().id(),
                        connector.name(),
                        connector.createRequest(),
                        connector.updateRequest()))
                .toList();
    }

    @Override
    public List<RuleRequest> rules(Set<String> connectorIds) {
        List<Connector> usable = connectors.stream()
                .filter(connector -> connectorIds.contains(connector.id().toString()))
                .toList();
        RuleBodies bodies = new RuleBodies(settings, usable, new DashboardPaths());
        return rules.all().stream().map(rule -> request(rule, bodies)).toList();
    }

    private static RuleRequest request(Rule rule, RuleBodies bodies) {
        return new RuleRequest(rule.id().toString(), rule.name(), bodies.create(rule), bodies.update(rule));
    }
}
