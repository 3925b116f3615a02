package tollgate.console.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.server.ServerBuilder;
import java.time.Instant;
import java.util.function.Supplier;
import tollgate.console.query.Alerts;
import tollgate.console.query.Answers;
import tollgate.console.query.RuleStates;
import tollgate.console.query.Silences;
import tollgate.dashboards.rule.Rule;

/** The paths of alerts and of rules. */
public final class AlertServices {
    private record RuleKey(String name) {}

    private final Answers answers;
    private final Supplier<Instant> now;
    private final Alerts alerts;
    private final Silences silences;
    private final RuleStates rules;

    /** @param now the moment that everything is looked at */
    public AlertServices(Answers answers, Supplier<Instant> now, Alerts alerts, Silences silences, RuleStates rules) {
        this.answers = answers;
        this.now = now;
        this.alerts = alerts;
        this.silences = silences;
        this.rules = rules;
    }

    void route(ServerBuilder server) {
        byte[] all = AnswerJson.bytes(rules.json());
        server.route().get("/api/rules").build((ctx, request) -> ConsoleServices.json(all));
        server.route()
                .get("/api/rules/{rule}")
                .build((ctx, request) -> ConsoleServices.answer(() -> {
                    Rule rule = rules.named(ConsoleServices.path(ctx, "rule"));
                    return answers.get(new RuleKey(rule.name()), () -> AnswerJson.bytes(rules.state(rule, now.get())));
                }));
        server.route()
                .get("/api/alerts")
                .build((ctx, request) -> ConsoleServices.answer(() -> answers.get("alerts", () -> {
                    ObjectNode json = alerts.json(now.get());
                    json.set("silences", silences.json());
                    return AnswerJson.bytes(json);
                })));
    }
}
