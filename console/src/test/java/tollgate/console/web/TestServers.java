package tollgate.console.web;

import com.linecorp.armeria.server.Server;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tollgate.access.TokenVerifier;
import tollgate.console.query.Alerts;
import tollgate.console.query.Answers;
import tollgate.console.query.Catalogue;
import tollgate.console.query.Connection;
import tollgate.console.query.Esql;
import tollgate.console.query.RuleStates;
import tollgate.console.query.Silences;
import tollgate.dashboards.Dashboards;
import tollgate.dashboards.rule.Rules;
import tollgate.elasticsearch.ClusterSettings;

/** A server whose questions are answered in memory; where rules or silences are asked for, nothing answers. */
final class TestServers {
    private TestServers() {}

    static Server of(
            InstantSource clock, Duration refresh, Answers answers, Esql esql, @Nullable TokenVerifier tokens) {
        Connection nowhere = new Connection(ClusterSettings.of(URI.create("http://127.0.0.1:1"), Map.of()));
        Rules rules = Rules.load();
        Catalogue catalogue = new Catalogue(Dashboards.all(), clock, refresh);
        AlertServices alerts = new AlertServices(
                answers,
                catalogue::now,
                new Alerts(esql),
                new Silences(nowhere),
                new RuleStates(rules, rules.defaults(), nowhere));
        return new ConsoleServices(catalogue, answers, esql, alerts, tokens, refresh).server("127.0.0.1", 0);
    }
}
