package tollgate.cli;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import tollgate.stream.KafkaConnection;
import tollgate.stream.topic.TopicSettings;
import tollgate.stream.topic.Topics;

/** Where Kafka is, and which topics in it. */
final class KafkaOptions {
    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT,...",
            description =
                    "Kafka, by one or more of its brokers. Credentials come from KAFKA_USERNAME with KAFKA_PASSWORD or"
                            + " KAFKA_PASSWORD_FILE, KAFKA_SASL_MECHANISM, KAFKA_TLS, KAFKA_CA_CERT, KAFKA_CLIENT_CERT and"
                            + " KAFKA_CLIENT_KEY.")
    @Nullable
    String kafka;

    @Option(
            names = "--kafka-prefix",
            defaultValue = "tollgate",
            paramLabel = "NAME",
            description = "How the names of topics and groups begin. Default: ${DEFAULT-VALUE}")
    private String prefix = "tollgate";

    @Option(
            names = "--kafka-partitions",
            defaultValue = "0",
            paramLabel = "N",
            description = "Partitions of each topic; 0 for 4, or for what there is. Default: ${DEFAULT-VALUE}")
    private int partitions;

    @Option(
            names = "--kafka-replication",
            defaultValue = "0",
            paramLabel = "N",
            description = "Copies of each partition; 0 for 3, or one for each broker. Default: ${DEFAULT-VALUE}")
    private int replication;

    @Option(
            names = "--kafka-retention-hours",
            defaultValue = "168",
            paramLabel = "N",
            description = "How long topics keep messages, and an outage may last. Default: ${DEFAULT-VALUE}")
    private int retentionHours;

    private final Map<String, String> environment;

    KafkaOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    KafkaConnection connection(String bootstrap) throws CommandFailedException {
        return Checked.setting(() -> KafkaConnection.of(bootstrap, environment));
    }

    Topics topics() throws CommandFailedException {
        return Checked.setting(() -> new Topics(prefix));
    }

    TopicSettings topicSettings(CommandLine command) {
        Checked.atLeast(0, "--kafka-partitions", partitions, command);
        Checked.atLeast(0, "--kafka-replication", replication, command);
        Checked.atLeast(1, "--kafka-retention-hours", retentionHours, command);
        return new TopicSettings(partitions, replication, Duration.ofHours(retentionHours));
    }
}
