package tollgate.logstash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What can be told of the pipelines without a Logstash: that their parts fit together. */
class PipelineFilesTest {
    private static final String HOME = "/usr/share/logstash/";

    @Test
    void eachPipelineHasItsFileWhereverRequestsGo() throws Exception {
        List<?> pipelines = (List<?>) new Load(LoadSettings.builder().build()).loadFromString(read("pipelines.yml"));

        SortedSet<String> files = new TreeSet<>();
        for (Object pipeline : pipelines) {
            String file = String.valueOf(((Map<?, ?>) pipeline).get("path.config"));
            for (String to : List.of("kafka", "elasticsearch")) {
                files.add(file.replace(HOME, "").replace("${REQUESTS_TO:kafka}", to));
            }
        }
        try (Stream<Path> there = Files.list(Path.of("pipeline"))) {
            assertThat(files)
                    .containsExactlyElementsOf(
                            there.map(Path::toString).sorted().toList());
        }
    }

    @Test
    void whatOnePipelineSendsAnotherTakes() throws Exception {
        assertThat(found("send_to => \\[\"(\\w+)\"\\]"))
                .isEqualTo(found("address => \"(\\w+)\""))
                .containsExactly("documents", "requests");
    }

    @Test
    void eachScriptIsThere() throws Exception {
        for (String script : found("path => \"" + HOME + "(ruby/[^\"]+)\"")) {
            assertThat(Path.of(script)).exists();
        }
        assertThat(found("\"kind\" => \"(\\w+)\"")).containsExactly("ecs", "nginx", "request");
    }

    @Test
    void documentsAreMadeOnceAndNeverReplaced() throws Exception {
        for (Path file : files()) {
            String text = Files.readString(file);
            if (text.contains("elasticsearch {")) {
                assertThat(text)
                        .as(file.toString())
                        .contains("action => \"create\"")
                        .contains("document_id => \"%{[@metadata][_id]}\"");
            }
        }
    }

    private static SortedSet<String> found(String pattern) throws IOException {
        SortedSet<String> found = new TreeSet<>();
        for (Path file : files()) {
            found.addAll(Pattern.compile(pattern)
                    .matcher(Files.readString(file))
                    .results()
                    .map((MatchResult result) -> result.group(1))
                    .collect(Collectors.toSet()));
        }
        return found;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("pipeline"))) {
            return files.sorted().toList();
        }
    }

    private static String read(String file) throws IOException {
        return Files.readString(Path.of(file));
    }
}
