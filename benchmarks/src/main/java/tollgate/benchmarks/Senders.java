package tollgate.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** All programs that are compared. */
final class Senders {
    /** Where Debian puts daemons, which is not in everybody's path. */
    private static final Path SBIN = Path.of("/usr/sbin");

    private Senders() {}

    /**
     * In the order of the table.
     *
     * @param home of Tollgate
     */
    static List<Sender> all(Path home, Map<String, String> environment) {
        Path peers = home.resolve("benchmarks/peers");
        Path built = built(environment);
        return List.of(
                new TollgateSender(home.resolve("tollgate")),
                new Peer(
                        "filebeat",
                        "filebeat",
                        "benchmarks/peers/build-beat filebeat builds it",
                        peers.resolve("filebeat.yml"),
                        List.of("--strict.perms=false", "-c", "CONFIGURATION"),
                        List.of(built),
                        true),
                new Peer(
                        "rsyslog",
                        "rsyslogd",
                        "install the packages rsyslog and rsyslog-elasticsearch, or let benchmarks/peers/unpack-syslog"
                                + " unpack them",
                        peers.resolve("rsyslog.conf"),
                        List.of("-n", "-i", "STATE/pid", "-f", "CONFIGURATION"),
                        List.of(built, SBIN),
                        false),
                new Peer(
                        "syslog-ng",
                        "syslog-ng",
                        "install the packages syslog-ng-core and syslog-ng-mod-http, or let"
                                + " benchmarks/peers/unpack-syslog unpack them",
                        peers.resolve("syslog-ng.conf"),
                        List.of(
                                "-F",
                                "--no-caps",
                                "-f",
                                "CONFIGURATION",
                                "--persist-file=STATE/persist",
                                "--pidfile=STATE/pid",
                                "--control=STATE/control"),
                        List.of(built, SBIN),
                        false));
    }

    /** Where {@code build-beat} and {@code unpack-syslog} put them. */
    private static Path built(Map<String, String> environment) {
        String folder = environment.get("TOLLGATE_BENCHMARK_PEERS");
        if (folder != null) {
            return Path.of(folder);
        }
        String cache = environment.get("XDG_CACHE_HOME");
        return cache == null
                ? Path.of(System.getProperty("user.home"), ".cache", "tollgate-benchmarks")
                : Path.of(cache, "tollgate-benchmarks");
    }
}
