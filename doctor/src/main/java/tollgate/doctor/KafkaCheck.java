package tollgate.doctor;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartitionInfo;
import tollgate.stream.KafkaConnection;
import tollgate.stream.topic.Topics;

/** Whether Kafka answers, and whether our topics have their leaders and copies. */
public final class KafkaCheck implements Check {
    private static final String NAME = "kafka";
    private static final int PATIENCE_MS = (int) Duration.ofSeconds(10).toMillis();

    private final KafkaConnection connection;
    private final Topics topics;

    public KafkaCheck(KafkaConnection connection, Topics topics) {
        this.connection = connection;
        this.topics = topics;
    }

    @Override
    public List<Finding> look() throws InterruptedException {
        Map<String, Object> settings = new HashMap<>(connection.client());
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        try (Admin admin = Admin.create(settings)) {
            int brokers = admin.describeCluster().nodes().get().size();
            Set<String> there = admin.listTopics().names().get();
            Set<String> missing = new TreeSet<>(topics.documents());
            missing.add(topics.requests());
            Set<String> ours = new TreeSet<>(missing);
            ours.retainAll(there);
            missing.removeAll(there);
            return List.of(
                    Finding.ok(NAME, "Kafka at " + connection + " answers, with " + brokers + " brokers"),
                    missing.isEmpty()
                            ? partitions(
                                    admin.describeTopics(ours).allTopicNames().get())
                            : Finding.warning(
                                    NAME,
                                    "topics are missing: " + String.join(", ", missing),
                                    "start ./tollgate ship --kafka, which makes them as they must be"));
        } catch (ExecutionException | KafkaException e) {
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            return List.of(Finding.problem(
                    NAME,
                    "Kafka at " + connection + " does not answer (" + cause.getMessage() + ")",
                    "start it, or say with --kafka where it is; credentials are KAFKA_USERNAME and KAFKA_PASSWORD"));
        }
    }

    private static Finding partitions(Map<String, TopicDescription> ours) {
        int leaderless = 0;
        int thin = 0;
        int all = 0;
        for (TopicDescription topic : ours.values()) {
            for (TopicPartitionInfo partition : topic.partitions()) {
                all++;
                if (partition.leader() == null) {
                    leaderless++;
                } else if (partition.isr().size() < partition.replicas().size()) {
                    thin++;
                }
            }
        }
        if (leaderless > 0) {
            return Finding.problem(
                    NAME,
                    leaderless + " of " + all + " partitions have no leader",
                    "start the brokers that are missing");
        }
        return thin > 0
                ? Finding.warning(
                        NAME, thin + " of " + all + " partitions lack copies", "start the brokers that are missing")
                : Finding.ok(NAME, all + " partitions have their leaders and copies");
    }
}
