package tollgate.pager.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tollgate.dashboards.rule.Rule;
import tollgate.pager.state.StateJson;

/** Alerts of rules that are evaluated here, without Kibana. */
public final class BuiltInAlerts implements AlertSource {
    private static final ObjectMapper JSON = StateJson.mapper();

    private final List<Rule> rules;
    private final RuleEvaluator evaluator;
    private final Duration mostBetween;
    private final Map<String, RuleState> states = new HashMap<>();
    private final Map<String, Instant> due = new HashMap<>();

    /** @param mostBetween how long may lie between two runs of a rule that its file runs every minute or more often */
    public BuiltInAlerts(List<Rule> rules, RuleEvaluator evaluator, Duration mostBetween) {
        this.rules = List.copyOf(rules);
        this.evaluator = evaluator;
        this.mostBetween = mostBetween;
    }

    @Override
    public Observation observe(Instant now) throws SourceUnreachableException {
        Set<String> judged = new HashSet<>();
        Map<String, String> failures = new HashMap<>();
        for (Rule rule : rules) {
            if (!now.isBefore(due.getOrDefault(rule.name(), Instant.MIN))) {
                run(rule, now, judged, failures);
            }
        }
        return new Observation(open(judged), judged, failures);
    }

    private void run(Rule rule, Instant now, Set<String> judged, Map<String, String> failures)
            throws SourceUnreachableException {
        Pace pace = Pace.of(rule.schedule(), mostBetween);
        try {
            RuleState state = states.getOrDefault(rule.name(), RuleState.EMPTY);
            states.put(rule.name(), state.after(pace, evaluator.findings(rule, now), now));
            judged.add(rule.name());
        } catch (RuleRefusedException e) {
            if (!e.isNoStream()) {
                failures.put(rule.name(), String.valueOf(e.getMessage()));
            }
        } catch (IOException e) {
            throw new SourceUnreachableException(String.valueOf(e.getMessage()), e);
        }
        due.put(rule.name(), next(rule, pace, now));
    }

    /** On the beat of its interval, so that a slow run does not shift all later ones. */
    private Instant next(Rule rule, Pace pace, Instant now) {
        Instant next = due.getOrDefault(rule.name(), now).plus(pace.interval());
        return next.isAfter(now) ? next : now.plus(pace.interval());
    }

    private List<Alert> open(Set<String> judged) {
        List<Alert> open = new ArrayList<>();
        for (Rule rule : rules) {
            if (judged.contains(rule.name())) {
                states.getOrDefault(rule.name(), RuleState.EMPTY).groups().forEach((id, state) -> {
                    if (state.open()) {
                        open.add(alert(rule, id, state));
                    }
                });
            }
        }
        return open;
    }

    private static Alert alert(Rule rule, String id, GroupState state) {
        return new Alert(
                AlertKey.of(rule.id().toString(), id),
                rule.name(),
                rule.severity(),
                state.group(),
                state.since(),
                state.value(),
                state.threshold(),
                state.flapping());
    }

    @Override
    public Map<String, String> memory() {
        Map<String, String> memory = new HashMap<>();
        states.forEach((rule, state) -> {
            if (!state.groups().isEmpty()) {
                memory.put(rule, text(state));
            }
        });
        return memory;
    }

    @Override
    public void remember(@Nullable Map<String, String> memory) {
        states.clear();
        due.clear();
        if (memory != null) {
            memory.forEach((rule, text) -> states.put(rule, state(text)));
        }
    }

    private static String text(RuleState state) {
        try {
            return JSON.writeValueAsString(state);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a state is plain values", e);
        }
    }

    private static RuleState state(String text) {
        try {
            return JSON.readValue(text, RuleState.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no state of a rule: " + text, e);
        }
    }
}
