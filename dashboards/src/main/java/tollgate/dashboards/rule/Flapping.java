package tollgate.dashboards.rule;

/**
 * When an alert counts as flapping, by Kibana's meaning: with at least so many changes between firing and silent within so many runs.
 * A flapping alert has recovered only after as many silent runs as there must be changes.
 */
public record Flapping(int lookBackRuns, int changes) {
    /** Kibana's own default, written down so that it is the same everywhere. */
    static final Flapping DEFAULT = new Flapping(20, 4);
}
