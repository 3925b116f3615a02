package tollgate.pager.alert;

import java.time.Duration;
import tollgate.dashboards.rule.Schedule;

/**
 * How often a rule is run, and how many runs its delays are. A rule that is run more often than its file says keeps the
 * durations: what must match twice, a minute apart, must match three times half a minute apart.
 *
 * @param delayRuns runs in a row that a group must match until its alert is open
 * @param lookBackRuns runs whose changes are counted
 * @param changes as many make an alert flapping
 * @param closingRuns runs in a row without a match until a flapping alert is over
 */
record Pace(Duration interval, int delayRuns, int lookBackRuns, int changes, int closingRuns) {
    /** @param most how long may lie between two runs of a rule that is run as often or less by its file */
    static Pace of(Schedule schedule, Duration most) {
        Duration interval = schedule.interval().compareTo(FASTEST_KIND) <= 0 && most.compareTo(schedule.interval()) < 0
                ? most
                : schedule.interval();
        long ratio = Math.max(1, schedule.interval().dividedBy(interval));
        return new Pace(
                interval,
                (int) ((schedule.delayRuns() - 1) * ratio + 1),
                (int) (schedule.flapping().lookBackRuns() * ratio),
                schedule.flapping().changes(),
                (int) (schedule.flapping().changes() * ratio));
    }

    /** Rules of longer intervals look at hours and days; to run them more often would cost and tell nothing. */
    private static final Duration FASTEST_KIND = Duration.ofMinutes(1);
}
