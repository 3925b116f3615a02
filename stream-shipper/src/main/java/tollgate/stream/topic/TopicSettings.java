package tollgate.stream.topic;

import java.time.Duration;

/**
 * How topics are made.
 *
 * @param partitions of each: as many instances and threads can share the work; 0 for {@value #DEFAULT_PARTITIONS}, or for what there is
 * @param replication copies of each partition; 0 for three, or as many as there are brokers, or for what there is
 * @param retention how long messages are kept: an outage of Elasticsearch, or of all shippers, may last as long
 */
public record TopicSettings(int partitions, int replication, Duration retention) {
    public static final TopicSettings DEFAULT = new TopicSettings(0, 0, Duration.ofDays(7));

    static final int DEFAULT_PARTITIONS = 4;
    static final int DEFAULT_REPLICATION = 3;

    public TopicSettings {
        if (partitions < 0 || replication < 0 || replication > Short.MAX_VALUE || !retention.isPositive()) {
            throw new IllegalArgumentException("partitions, replication and retention must be positive");
        }
    }
}
