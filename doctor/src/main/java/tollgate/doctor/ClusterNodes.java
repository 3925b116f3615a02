package tollgate.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterUnreachableException;
import tollgate.elasticsearch.RestAnswer;

/** Disks and clocks of a cluster's nodes. */
record ClusterNodes(Cluster cluster, InstantSource clock) {
    /** Elasticsearch's own watermarks, unless somebody changed them: no new shards, and no writing any more. */
    private static final double LOW = 0.85;

    private static final double FLOOD = 0.95;
    private static final Duration NOTICED = Duration.ofSeconds(2);
    /** So late a usage window closes. */
    private static final Duration WRONG = Duration.ofSeconds(30);

    List<Finding> look() throws ClusterUnreachableException {
        Instant before = clock.instant();
        RestAnswer answer = RestAnswer.of(cluster, "GET", "/_nodes/stats/fs", null);
        Instant after = clock.instant();
        if (!answer.ok()) {
            return List.of(Finding.warning(
                    "clock",
                    "the cluster does not tell its disks and clocks (" + answer.reason() + ")",
                    "give the user the cluster privilege monitor, or look at it as another"));
        }
        List<Finding> found = new ArrayList<>();
        for (JsonNode node : answer.body().path("nodes")) {
            String name = node.path("name").asText();
            long total = node.at("/fs/total/total_in_bytes").asLong();
            if (total > 0) {
                found.add(disk(name, node.at("/fs/total/available_in_bytes").asLong(), total));
            }
            found.add(clock(name, Instant.ofEpochMilli(node.path("timestamp").asLong()), before, after));
        }
        return found;
    }

    static Finding disk(String node, long available, long total) {
        double used = 1 - (double) available / total;
        String text = "the disk of Elasticsearch's node %s is %.0f %% full".formatted(node, used * 100);
        if (used >= FLOOD) {
            return Finding.problem(
                    "elasticsearch-disk",
                    text,
                    "free space or shorten retention: it takes no documents any more, and lines wait in their files");
        }
        return used >= LOW
                ? Finding.warning(
                        "elasticsearch-disk", text, "free space soon, or shorten retention (TOLLGATE_RETENTION_…)")
                : Finding.ok("elasticsearch-disk", text);
    }

    /** The node's clock was read at some moment between the two. */
    static Finding clock(String node, Instant there, Instant before, Instant after) {
        Duration off = there.isBefore(before)
                ? Duration.between(there, before)
                : there.isAfter(after) ? Duration.between(after, there) : Duration.ZERO;
        if (off.compareTo(NOTICED) <= 0) {
            return Finding.ok("clock", "this clock and that of Elasticsearch's node " + node + " agree");
        }
        String text = "this clock and that of Elasticsearch's node %s are %,d ms apart".formatted(node, off.toMillis());
        String advice = "let both follow an NTP server (timedatectl set-ntp true): requests carry the gateway's time";
        return off.compareTo(WRONG) > 0
                ? Finding.problem("clock", text, advice)
                : Finding.warning("clock", text, advice);
    }
}
