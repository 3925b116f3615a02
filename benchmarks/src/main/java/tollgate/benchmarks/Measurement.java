package tollgate.benchmarks;

/**
 * What one sender took to ship one file.
 *
 * @param lines of the file
 * @param documents that arrived of them
 * @param wallSeconds from the start of the process until the last document had arrived, or until it ended
 * @param cpuSeconds user and system time of the sender, its start and end included
 * @param peakRssKilobytes the most memory that the sender had resident
 * @param serverCpuSeconds user and system time of the server meanwhile
 */
record Measurement(
        String sender,
        TargetKind target,
        long lines,
        long documents,
        double wallSeconds,
        double cpuSeconds,
        long peakRssKilobytes,
        double serverCpuSeconds) {
    private static final double MILLION = 1e6;

    boolean isComplete() {
        return documents == lines;
    }

    double linesPerSecond() {
        return documents == 0 ? 0 : documents / wallSeconds;
    }

    double cpuSecondsPerMillion() {
        return cpuSeconds * MILLION / lines;
    }

    double serverCpuSecondsPerMillion() {
        return serverCpuSeconds * MILLION / lines;
    }
}
