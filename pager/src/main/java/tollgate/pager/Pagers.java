package tollgate.pager;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import tollgate.dashboards.rule.RuleSettings;
import tollgate.dashboards.rule.Rules;
import tollgate.pager.alert.AlertSource;
import tollgate.pager.alert.BuiltInAlerts;
import tollgate.pager.alert.ClusterEvaluator;
import tollgate.pager.alert.KibanaAlerts;
import tollgate.pager.page.RuleTexts;
import tollgate.pager.state.ClusterConnection;
import tollgate.pager.state.ClusterDocuments;
import tollgate.pager.state.Leadership;
import tollgate.pager.state.Lease;
import tollgate.pager.state.SharedDocuments;
import tollgate.pager.state.StateStore;

/** Puts pagers together. */
public final class Pagers {
    /** Which rules a pager goes by. */
    public enum Source {
        /** It runs the rules itself. */
        BUILT_IN,
        /** Kibana runs them. */
        KIBANA;

        /** As options have it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /**
         * The source of a code.
         *
         * @throws IllegalArgumentException in one line, where there is none
         */
        public static Source of(String code) {
            return Arrays.stream(values())
                    .filter(source -> source.code().equals(code))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException("--rules is '" + code + "', and must be built-in or kibana"));
        }
    }

    private final ClusterConnection connection;
    private final String namespace;
    private final Rules rules;
    private final RuleSettings settings;

    /** Pagers of a cluster; nothing is asked of it yet. */
    public Pagers(ClusterConnection connection, String namespace, Rules rules, RuleSettings settings) {
        this.connection = connection;
        this.namespace = namespace;
        this.rules = rules;
        this.settings = settings;
    }

    /** What all pagers of the cluster and the commands share. */
    public SharedDocuments documents() {
        return new ClusterDocuments(connection, namespace);
    }

    /** Leadership among several pagers; {@code holder} names this one. */
    public Leadership lease(String holder) {
        return new Lease(documents(), holder, System::nanoTime);
    }

    /**
     * A pager that is not started yet.
     *
     * @param store its memory, which its maker closes after it
     * @throws IOException where the memory cannot be read
     */
    public Pager pager(
            Source source, PagerConfig config, StateStore store, Leadership leadership, MeterRegistry registry)
            throws IOException {
        AlertSource alerts = source == Source.KIBANA
                ? new KibanaAlerts(connection, rules)
                : new BuiltInAlerts(
                        rules.all(),
                        new ClusterEvaluator(connection, settings),
                        config.settings().mostBetween());
        return new Pager(
                config.settings(),
                new PagerParts(
                        alerts,
                        store,
                        documents(),
                        leadership,
                        new ClusterPageLog(connection, namespace),
                        new RuleTexts(rules, settings, config.language(), config.links()),
                        registry,
                        InstantSource.system()));
    }
}
