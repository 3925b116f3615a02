package tollgate.stream.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import tollgate.stream.KafkaConnection;
import tollgate.stream.StreamException;

/** Makes the topics that are not there, and refuses those that are made otherwise than they must be. */
public final class TopicSetup {
    /** A line, with what Kafka adds to it. The longest that the contract allows is a mebibyte. */
    public static final int MAX_LINE_BYTES = 2 << 20;
    /** The document of a refused line quotes it, and JSON writes some bytes with six. */
    public static final int MAX_DOCUMENT_BYTES = 8 * MAX_LINE_BYTES;

    private static final int MOST_TRIES = 100;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
    /** How long to wait for a Kafka that does not answer before that is said. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration BETWEEN_CALLS = Duration.ofSeconds(1);

    private final Admin admin;
    private final Topics topics;
    private final TopicSettings settings;

    private TopicSetup(Admin admin, Topics topics, TopicSettings settings) {
        this.admin = admin;
        this.topics = topics;
        this.settings = settings;
    }

    /**
     * Makes and checks them in a Kafka, as soon as it answers.
     *
     * @param progress gets one line where it does not answer at once
     * @return copies of each partition of the topic of lines, as many as the topics of the state shall have
     * @throws StreamException where a topic is not as it must be, or Kafka lets nobody in; the message is one line
     */
    public static int await(KafkaConnection kafka, Topics topics, TopicSettings settings, Consumer<String> progress)
            throws StreamException, InterruptedException {
        for (boolean said = false; ; said = true) {
            try {
                return ensure(kafka, topics, settings);
            } catch (KafkaUnreachableException e) {
                if (!said) {
                    progress.accept("waiting: " + e.getMessage());
                }
                Thread.sleep(BETWEEN_CALLS);
            }
        }
    }

    /**
     * Makes and checks them in a Kafka.
     *
     * @return copies of each partition of the topic of lines, as many as the topics of the state shall have
     * @throws KafkaUnreachableException where Kafka does not answer
     * @throws StreamException where a topic is not as it must be, or Kafka lets nobody in; the message is one line
     */
    static int ensure(KafkaConnection kafka, Topics topics, TopicSettings settings)
            throws StreamException, InterruptedException {
        Map<String, Object> client = new HashMap<>(kafka.client());
        client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        client.put(AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, BETWEEN_CALLS.toMillis());
        try (Admin admin = Admin.create(client)) {
            return new TopicSetup(admin, topics, settings).ensure();
        } catch (ExecutionException | KafkaException e) {
            Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
            if (cause instanceof RetriableException) {
                throw new KafkaUnreachableException(kafka, e);
            }
            throw new StreamException(
                    "Kafka at " + kafka + " does not let this client in (" + oneLine(cause)
                            + "): correct the address or the credentials",
                    e);
        }
    }

    /** The innermost message tells what is wrong; those around it say that something is. */
    private static String oneLine(@Nullable Throwable failure) {
        @Nullable Throwable innermost = failure;
        while (innermost != null && innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost == null ? "unknown" : innermost.toString().replaceAll("\\s+", " ");
    }

    /**
     * Makes and checks them.
     *
     * @throws StreamException where a topic is not as it must be, or cannot be made; the message is one line
     * @throws ExecutionException where Kafka does not answer
     */
    private int ensure() throws StreamException, ExecutionException, InterruptedException {
        Map<String, Map<String, String>> wanted = wanted();
        List<String> missing = new ArrayList<>(wanted.keySet());
        missing.removeAll(admin.listTopics().names().get());
        int replication = replication();
        for (String name : missing) {
            create(new NewTopic(name, partitions(), (short) replication).configs(wanted.get(name)));
        }
        for (int tries = 1; ; tries++) {
            try {
                return check(wanted);
            } catch (ExecutionException e) {
                // Not every broker has heard of a new topic at once.
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || tries == MOST_TRIES) {
                    throw e;
                }
                Thread.sleep(BETWEEN_TRIES);
            }
        }
    }

    private int check(Map<String, Map<String, String>> wanted)
            throws StreamException, ExecutionException, InterruptedException {
        Map<String, TopicDescription> found =
                admin.describeTopics(wanted.keySet()).allTopicNames().get();
        for (TopicDescription topic : found.values()) {
            checkShape(topic);
        }
        Map<ConfigResource, Config> configs = admin.describeConfigs(wanted.keySet().stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList())
                .all()
                .get();
        for (Map.Entry<ConfigResource, Config> config : configs.entrySet()) {
            String name = config.getKey().name();
            checkSettings(name, config.getValue(), wanted.getOrDefault(name, Map.of()));
        }
        return Objects.requireNonNull(found.get(topics.requests()))
                .partitions()
                .getFirst()
                .replicas()
                .size();
    }

    private Map<String, Map<String, String>> wanted() {
        Map<String, Map<String, String>> wanted = new LinkedHashMap<>();
        // By the broker's clock, so that "an hour ago" means the same for all who write lines.
        wanted.put(topics.requests(), settings(MAX_LINE_BYTES, "LogAppendTime"));
        topics.documents().forEach(name -> wanted.put(name, settings(MAX_DOCUMENT_BYTES, "")));
        return wanted;
    }

    private Map<String, String> settings(int maxBytes, String timestamps) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        config.put(
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(settings.retention().toMillis()));
        config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxBytes));
        if (!timestamps.isEmpty()) {
            config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, timestamps);
        }
        return config;
    }

    private int partitions() {
        return settings.partitions() == 0 ? TopicSettings.DEFAULT_PARTITIONS : settings.partitions();
    }

    private int replication() throws ExecutionException, InterruptedException {
        int brokers = admin.describeCluster().nodes().get().size();
        return settings.replication() == 0
                ? Math.min(TopicSettings.DEFAULT_REPLICATION, brokers)
                : settings.replication();
    }

    private void create(NewTopic topic) throws StreamException, ExecutionException, InterruptedException {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                throw e;
            }
            if (!(e.getCause() instanceof TopicExistsException)) { // another instance was quicker
                throw new StreamException(
                        "topic " + topic.name() + " cannot be made ("
                                + Objects.requireNonNullElse(e.getCause(), e).getMessage()
                                + "): make it by hand, or allow this user to",
                        e);
            }
        }
    }

    private void checkShape(TopicDescription topic) throws StreamException {
        int partitions = topic.partitions().size();
        if (settings.partitions() != 0 && partitions != settings.partitions()) {
            throw new StreamException(
                    "topic %s has %d partitions, and %d are asked for: ask for %d, or delete it when it is read to its end"
                            .formatted(topic.name(), partitions, settings.partitions(), partitions),
                    null);
        }
        int replication = topic.partitions().getFirst().replicas().size();
        if (replication < settings.replication()) {
            throw new StreamException(
                    "topic %s has %d copies of each partition, and %d are asked for: reassign its partitions"
                            .formatted(topic.name(), replication, settings.replication()),
                    null);
        }
    }

    private static void checkSettings(String name, Config config, Map<String, String> wanted) throws StreamException {
        Map<String, String> found = config.entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
        for (Map.Entry<String, String> setting : wanted.entrySet()) {
            String value = found.getOrDefault(setting.getKey(), "");
            if (!isEnough(setting.getKey(), value, setting.getValue())) {
                throw new StreamException(
                        "topic %s has %s=%s, and must have %s%s: alter it with kafka-configs.sh"
                                .formatted(
                                        name,
                                        setting.getKey(),
                                        value,
                                        isLeast(setting.getKey()) ? "at least " : "",
                                        setting.getValue()),
                        null);
            }
        }
    }

    private static boolean isEnough(String setting, String found, String wanted) {
        if (!isLeast(setting)) {
            return found.equals(wanted);
        }
        long number = Long.parseLong(found);
        return number == -1 || number >= Long.parseLong(wanted); // -1: for ever
    }

    private static boolean isLeast(String setting) {
        return setting.equals(TopicConfig.RETENTION_MS_CONFIG) || setting.equals(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
    }
}
