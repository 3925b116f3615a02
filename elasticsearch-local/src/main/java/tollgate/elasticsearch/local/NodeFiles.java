package tollgate.elasticsearch.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The configuration of a node, which is written anew at every start. */
record NodeFiles(DataFolder folder, ElasticsearchSettings settings, Map<String, String> extraSettings) {
    private static final String LOGGING = "log4j2.properties";

    void write() throws IOException {
        Path config = folder.config();
        Files.createDirectories(config.resolve("jvm.options.d"));
        Files.write(
                config.resolve("elasticsearch.yml"),
                nodeSettings().entrySet().stream()
                        .map(setting -> setting.getKey() + ": " + quoted(setting.getValue()))
                        .toList());
        Files.write(config.resolve("jvm.options"), jvmFlags());
        try (InputStream logging = Objects.requireNonNull(NodeFiles.class.getResourceAsStream(LOGGING))) {
            Files.copy(logging, config.resolve(LOGGING), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Map<String, String> nodeSettings() {
        Map<String, String> node = new LinkedHashMap<>();
        node.put("cluster.name", "tollgate");
        node.put("node.name", "local");
        node.put("path.data", folder.data().toString());
        node.put("path.logs", folder.logs().toString());
        node.put("network.host", "127.0.0.1");
        node.put("http.port", settings.port() == 0 ? Ports.any() : Integer.toString(settings.port()));
        node.put("transport.port", "0");
        // The only way to learn the port that it chose without a race for a free one.
        node.put("node.portsfile", "true");
        node.put("discovery.type", "single-node");
        node.put("xpack.security.enabled", "false");
        node.put("xpack.security.autoconfiguration.enabled", "false");
        // A disk that others have filled would make every index read-only.
        node.put("cluster.routing.allocation.disk.threshold_enabled", "false");
        node.putAll(extraSettings);
        return node;
    }

    private List<String> jvmFlags() {
        int heap = settings.heapMegabytes();
        List<String> flags = new ArrayList<>(List.of(
                "-Xmx" + heap + "m",
                "-XX:-AlwaysPreTouch",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:ErrorFile=" + folder.logs().resolve("hs_err_pid%p.log"),
                "-Djava.io.tmpdir=" + folder.temp(),
                // Elasticsearch's own jvm.options say these two as well, against a slow path of newer JDKs and of
                // Lucene.
                "-XX:CompileCommand=dontinline,java/lang/invoke/MethodHandle.setAsTypeCache",
                "-XX:CompileCommand=dontinline,java/lang/invoke/MethodHandle.asTypeUncached",
                "-Dorg.apache.lucene.store.MMapDirectory.sharedArenaMaxPermits=1",
                folder.marker()));
        flags.addAll(settings.tuning().jvmFlags(heap));
        return flags;
    }

    /** A YAML scalar in double quotes, whose escapes are those of JSON. */
    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
