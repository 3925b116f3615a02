package tollgate.dashboards.rule;

import java.time.Duration;

/**
 * When a rule looks, and at how much.
 *
 * @param window from the moment of looking backwards, that moment included, its beginning not
 * @param interval between two runs
 * @param delayRuns runs in a row that a group must match before its alert is opened
 */
public record Schedule(Duration window, Duration interval, int delayRuns, Flapping flapping) {}
