package tollgate.kafka.local;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A broker, which is a controller as well, by its number from 1 on: its ports, its files, its configuration.
 *
 * @param basePort of the first node
 */
record Node(int id, int basePort, int nodes, Path folder, Access access) {
    private static final String HOST = "127.0.0.1";
    private static final String CLIENT = "CLIENT";
    private static final String INTERNAL = "INTERNAL";
    private static final String CONTROLLER = "CONTROLLER";

    static List<Node> all(LocalKafkaSettings settings, Path folder) {
        return IntStream.rangeClosed(1, settings.nodes())
                .mapToObj(id -> new Node(
                        id, settings.port(), settings.nodes(), folder.resolve("node-" + id), settings.access()))
                .toList();
    }

    String address() {
        return HOST + ":" + port(id, 0);
    }

    Path configuration() {
        return folder.resolve("server.properties");
    }

    /** Names and passwords that are put into the cluster's metadata when it is made. */
    Path users() {
        return folder.resolve("users.properties");
    }

    /** What the broker prints. */
    Path log() {
        return folder.resolve("broker.log");
    }

    /** Writes the configuration anew. */
    void write() throws IOException {
        Files.createDirectories(folder);
        store(configuration(), properties());
        store(users(), access.passwords());
    }

    private static void store(Path file, Map<String, String> values) throws IOException {
        Properties properties = new Properties();
        properties.putAll(values);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }

    private Map<String, String> properties() {
        String copies = Integer.toString(Math.min(nodes, 3));
        String inSync = nodes < 3 ? "1" : "2";
        Map<String, String> all = new LinkedHashMap<>();
        all.put("process.roles", "broker,controller");
        all.put("node.id", Integer.toString(id));
        all.put(
                "controller.quorum.voters",
                IntStream.rangeClosed(1, nodes)
                        .mapToObj(each -> each + "@" + HOST + ":" + port(each, 2))
                        .collect(Collectors.joining(",")));
        all.put("listeners", listener(CLIENT, 0) + "," + listener(INTERNAL, 1) + "," + listener(CONTROLLER, 2));
        all.put("advertised.listeners", listener(CLIENT, 0) + "," + listener(INTERNAL, 1));
        all.put(
                "listener.security.protocol.map",
                CLIENT + ":" + access.protocol() + "," + INTERNAL + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        all.put("inter.broker.listener.name", INTERNAL);
        all.put("controller.listener.names", CONTROLLER);
        all.putAll(access.listener("client"));
        all.put("log.dirs", folder.resolve("data").toString());
        all.put("auto.create.topics.enable", "false");
        all.put("default.replication.factor", copies);
        all.put("min.insync.replicas", inSync);
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            all.put(topic + ".replication.factor", copies);
            // Fifty of each by default, for clusters with many groups: here they are files to open at each start.
            all.put(topic + ".num.partitions", "4");
        }
        all.put("transaction.state.log.min.isr", inSync);
        all.put("share.coordinator.state.topic.min.isr", inSync);
        // A test's group has all its members soon, and a broker that is gone is missed soon.
        all.put("group.initial.rebalance.delay.ms", "0");
        all.put("broker.session.timeout.ms", "3000");
        all.put("broker.heartbeat.interval.ms", "500");
        all.put("log.cleaner.dedupe.buffer.size", "16777216");
        return all;
    }

    private String listener(String name, int offset) {
        return name + "://" + HOST + ":" + port(id, offset);
    }

    private int port(int node, int offset) {
        return basePort + (node - 1) * LocalKafkaSettings.PORTS_PER_NODE + offset;
    }
}
