package tollgate.kafka.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes and reads messages, each acknowledged by all replicas. */
record Messages(Map<String, String> client) {
    static final String TOPIC = "messages";

    Messages(String bootstrap) {
        this(Map.of("bootstrap.servers", bootstrap));
    }

    void createTopic(int replicas) throws Exception {
        try (Admin admin = Admin.create(properties())) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) replicas)))
                    .all()
                    .get();
        }
    }

    void write(String... values) throws Exception {
        Properties properties = properties();
        properties.put("acks", "all");
        properties.put("delivery.timeout.ms", "60000");
        properties.put("request.timeout.ms", "10000");
        try (Producer<String, String> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(TOPIC, value)).get();
            }
        }
    }

    /** Writes as one transaction, which needs more of the broker than a message alone. */
    void writeTransaction(String... values) {
        Properties properties = properties();
        properties.put("transactional.id", "messages");
        try (Producer<String, String> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (String value : values) {
                var _ = producer.send(new ProducerRecord<>(TOPIC, value));
            }
            producer.commitTransaction();
        }
    }

    /** All values, in their order. */
    List<String> read() {
        Properties properties = properties();
        properties.put("isolation.level", "read_committed");
        List<String> values = new ArrayList<>();
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        try (Consumer<String, String> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end =
                    consumer.endOffsets(List.of(partition)).values().iterator().next();
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, String> message : consumer.poll(Duration.ofMillis(100))) {
                    values.add(message.value());
                }
            }
        }
        return values;
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.putAll(client);
        return properties;
    }
}
