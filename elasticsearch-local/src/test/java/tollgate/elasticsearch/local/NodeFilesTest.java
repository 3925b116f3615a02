package tollgate.elasticsearch.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeFilesTest {
    private final ElasticsearchSettings settings =
            new Environment(Map.of()).settings().port(9200).heapMegabytes(700);

    @TempDir
    private Path temp;

    @Test
    void bindsToThisMachineAndToThePort() throws IOException {
        assertThat(nodeSettings("data", Map.of()))
                .contains(
                        "network.host: \"127.0.0.1\"",
                        "http.port: \"9200\"",
                        "transport.port: \"0\"",
                        "xpack.security.enabled: \"false\"",
                        "path.data: \"" + temp.toRealPath() + "/data/data\"");
    }

    @Test
    void anyPortIsOneThatNoOutgoingConnectionTakes() throws IOException {
        assertThat(write("data", settings.port(0), Map.of(), "elasticsearch.yml"))
                .anyMatch(line -> line.matches("http\\.port: \"(2\\d|30)\\d{3}-31999\""));
    }

    @Test
    void quotesWhatYamlWouldReadOtherwise() throws IOException {
        assertThat(nodeSettings("a \"b\" \\ c: #d", Map.of()))
                .contains("path.data: \"" + temp.toRealPath() + "/a \\\"b\\\" \\\\ c: #d/data\"");
    }

    @Test
    void moreSettingsComeOnTopAndReplaceOthers() throws IOException {
        assertThat(nodeSettings("data", Map.of("http.port", "1", "more", "2")))
                .contains("http.port: \"1\"", "more: \"2\"")
                .doesNotContain("http.port: \"9200\"");
    }

    @Test
    void startUpHasAHeapThatGrowsAndTheFastCompilerAlone() throws IOException {
        assertThat(jvmFlags(Tuning.START_UP))
                .contains("-Xms128m", "-Xmx700m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    }

    @Test
    void throughputHasTheWholeHeapAndBothCompilers() throws IOException {
        assertThat(jvmFlags(Tuning.THROUGHPUT))
                .contains("-Xms700m", "-Xmx700m", "-XX:+UseG1GC")
                .noneMatch(flag -> flag.startsWith("-XX:TieredStopAtLevel"));
    }

    private List<String> nodeSettings(String name, Map<String, String> extraSettings) throws IOException {
        return write(name, settings, extraSettings, "elasticsearch.yml");
    }

    private List<String> jvmFlags(Tuning tuning) throws IOException {
        return write("data", settings.tuning(tuning), Map.of(), "jvm.options");
    }

    private List<String> write(
            String name, ElasticsearchSettings settings, Map<String, String> extraSettings, String file)
            throws IOException {
        try (DataFolder folder = DataFolder.at(temp.resolve(name), new SameUser())) {
            new NodeFiles(folder, settings, extraSettings).write();
            return Files.readAllLines(folder.config().resolve(file));
        }
    }
}
