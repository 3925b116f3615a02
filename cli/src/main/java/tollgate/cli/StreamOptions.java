package tollgate.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How an instance shares the work with others. */
final class StreamOptions {
    /** The least that brokers allow by themselves. */
    private static final int MIN_SESSION_SECONDS = 6;

    @Option(
            names = "--instance",
            paramLabel = "NAME",
            description = "With --kafka: a name that survives restarts, so that a quick restart moves no work.")
    @Nullable
    String instance;

    @Option(
            names = "--threads",
            defaultValue = "1",
            paramLabel = "N",
            description = "With --kafka: threads that read lines. Default: ${DEFAULT-VALUE}")
    int threads;

    @Option(
            names = "--standby",
            defaultValue = "0",
            paramLabel = "N",
            description = "With --kafka: copies of the state on other instances. Default: ${DEFAULT-VALUE}")
    int standby;

    @Option(
            names = "--session-seconds",
            defaultValue = "15",
            paramLabel = "N",
            description = "With --kafka: after so much silence the others take over. Default: ${DEFAULT-VALUE}")
    int sessionSeconds;

    @Option(
            names = "--stop-seconds",
            defaultValue = "10",
            paramLabel = "N",
            description = "With --kafka: the longest that a stop may take. Default: ${DEFAULT-VALUE}")
    int stopSeconds;

    @Option(
            names = "--duplicates-minutes",
            defaultValue = "60",
            paramLabel = "N",
            description = "With --kafka: how long a line is remembered, at least, so that it counts once. Default:"
                    + " ${DEFAULT-VALUE}")
    int duplicatesMinutes;

    void check(CommandLine command) {
        Checked.atLeast(1, "--threads", threads, command);
        Checked.atLeast(0, "--standby", standby, command);
        Checked.atLeast(MIN_SESSION_SECONDS, "--session-seconds", sessionSeconds, command);
        Checked.atLeast(1, "--stop-seconds", stopSeconds, command);
        Checked.atLeast(1, "--duplicates-minutes", duplicatesMinutes, command);
    }
}
