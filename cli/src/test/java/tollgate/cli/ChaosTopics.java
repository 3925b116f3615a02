package tollgate.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import tollgate.stream.topic.Topics;

/** The topics, as an administrator looks at them and moves them. */
final class ChaosTopics {
    private static final Topics TOPICS = Topics.DEFAULT;

    private ChaosTopics() {}

    /** Gives all partitions another order of brokers, by chance, and lets the first in it lead. */
    static void moveLeaders(String bootstrap, Random random) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            Map<TopicPartition, Optional<NewPartitionReassignment>> moves = new HashMap<>();
            for (TopicDescription topic :
                    admin.describeTopics(topics()).allTopicNames().get().values()) {
                for (TopicPartitionInfo partition : topic.partitions()) {
                    List<Integer> brokers = new ArrayList<>(
                            partition.replicas().stream().map(Node::id).toList());
                    Collections.shuffle(brokers, random);
                    moves.put(
                            new TopicPartition(topic.name(), partition.partition()),
                            Optional.of(new NewPartitionReassignment(brokers)));
                }
            }
            admin.alterPartitionReassignments(moves).all().get();
            // One that is led by the right broker already, or cannot be just now, is an error of its own and none of
            // ours.
            admin.electLeaders(ElectionType.PREFERRED, moves.keySet())
                    .partitions()
                    .get();
        }
    }

    private static List<String> topics() {
        List<String> topics = new ArrayList<>(TOPICS.documents());
        topics.add(TOPICS.requests());
        return topics;
    }

    /** Messages of lines, however often each came. */
    static long lines(String bootstrap) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            long lines = 0;
            for (var end : ends(admin, List.of(TOPICS.requests())).values()) {
                lines += end;
            }
            return lines;
        }
    }

    /** Messages that one of the groups has not done with. */
    static long lag(String bootstrap) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            return lag(admin, TOPICS.application(), List.of(TOPICS.requests()))
                    + lag(admin, TOPICS.loader(), TOPICS.documents());
        }
    }

    private static long lag(Admin admin, String group, List<String> topics)
            throws InterruptedException, ExecutionException {
        var done = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        long lag = 0;
        for (Map.Entry<TopicPartition, Long> end : ends(admin, topics).entrySet()) {
            var committed = done.get(end.getKey());
            lag += end.getValue() - (committed == null ? 0 : committed.offset());
        }
        return lag;
    }

    private static Map<TopicPartition, Long> ends(Admin admin, List<String> topics)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        admin.describeTopics(topics)
                .allTopicNames()
                .get()
                .forEach((name, topic) -> topic.partitions()
                        .forEach(each -> latest.put(new TopicPartition(name, each.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }
}
