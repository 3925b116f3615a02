package tollgate.stream.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tollgate.kafka.local.LocalKafka;
import tollgate.kafka.local.junit.KafkaExtension;
import tollgate.stream.KafkaConnection;
import tollgate.stream.StreamException;

class TopicSetupIT {
    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private final Topics topics = new Topics("t" + UUID.randomUUID().toString().substring(0, 8));

    @Test
    void missingTopicsAreMadeAndLaterStartsCheckThem() throws Exception {
        assertThat(ensure(new TopicSettings(3, 0, Duration.ofDays(1)))).isEqualTo(1);
        assertThat(ensure(new TopicSettings(0, 0, Duration.ofHours(5)))).isEqualTo(1);
        try (Admin admin = Admin.create(connection().client())) {
            var found = admin.describeTopics(
                            List.of(topics.requests(), topics.enriched(), topics.invalid(), topics.usage()))
                    .allTopicNames()
                    .get();
            assertThat(found).hasSize(4);
            assertThat(found.values())
                    .allSatisfy(topic -> assertThat(topic.partitions()).hasSize(3));
        }
        assertThatThrownBy(() -> ensure(new TopicSettings(4, 0, Duration.ofDays(1))))
                .isInstanceOf(StreamException.class)
                .hasMessageMatching("topic \\S+ has 3 partitions, and 4 are asked for: ask for 3, or delete it when it"
                        + " is read to its end");
        assertThatThrownBy(() -> ensure(new TopicSettings(3, 2, Duration.ofDays(1))))
                .hasMessageMatching(
                        "topic \\S+ has 1 copies of each partition, and 2 are asked for: reassign its partitions");
        assertThatThrownBy(() -> ensure(new TopicSettings(3, 1, Duration.ofDays(2))))
                .hasMessageMatching("topic \\S+ has retention.ms=86400000, and must have at least 172800000: alter it"
                        + " with kafka-configs.sh");
    }

    @Test
    void topicThatWouldForgetLinesIsRefused() throws Exception {
        try (Admin admin = Admin.create(connection().client())) {
            admin.createTopics(List.of(new NewTopic(topics.requests(), 1, (short) 1)
                            .configs(Map.of("cleanup.policy", "compact", "max.message.bytes", "2097152"))))
                    .all()
                    .get();
        }
        assertThatThrownBy(() -> ensure(TopicSettings.DEFAULT))
                .hasMessage("topic " + topics.requests()
                        + " has cleanup.policy=compact, and must have delete: alter it with kafka-configs.sh");
    }

    @Test
    void kafkaThatDoesNotAnswerIsSaidInOneLineAndWaitedFor() throws Exception {
        LocalKafka broker = KAFKA.cluster(1);
        broker.kill(1);
        List<String> said = new CopyOnWriteArrayList<>();
        CompletableFuture<Integer> copies = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                copies.complete(TopicSetup.await(
                        KafkaConnection.of(broker.bootstrap(), Map.of()), topics, TopicSettings.DEFAULT, said::add));
            } catch (StreamException | InterruptedException e) {
                copies.completeExceptionally(e);
            }
        });
        await().atMost(Duration.ofMinutes(1)).until(() -> !said.isEmpty());
        broker.restart(1);

        assertThat(copies).succeedsWithin(Duration.ofMinutes(2)).isEqualTo(1);
        assertThat(said)
                .containsExactly("waiting: Kafka at " + broker.bootstrap()
                        + " does not answer: start it, or correct the address");
    }

    private int ensure(TopicSettings settings) throws Exception {
        return TopicSetup.ensure(connection(), topics, settings);
    }

    private static KafkaConnection connection() {
        return KafkaConnection.of(KAFKA.bootstrap(), Map.of());
    }
}
