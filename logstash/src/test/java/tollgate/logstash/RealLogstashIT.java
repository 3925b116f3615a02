package tollgate.logstash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The golden lines through a real Logstash: of {@code LOGSTASH_HOME}, or of the image that {@code LOGSTASH_IMAGE} names, with Docker. */
class RealLogstashIT {
    private static final Path GOLDEN = Path.of("../request-log/src/test/resources/golden");
    private static final String CONFIGURATION = "input { stdin { codec => line { charset => \"UTF-8\" } } }"
            + " filter { ruby { path => \"%s/lines.rb\" script_params => { \"kind\" => \"request\" } } }"
            + " output { stdout { codec => json_lines } }";

    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void goldenLineBecomesItsDocument() throws Exception {
        List<String> command = command();
        assumeTrue(!command.isEmpty(), "neither LOGSTASH_HOME nor LOGSTASH_IMAGE is set");
        File lines = folder.resolve("lines").toFile();
        List<JsonNode> expected = new ArrayList<>();
        StringBuilder all = new StringBuilder();
        for (Path file : lines()) {
            all.append(Files.readString(file).strip()).append('\n');
            expected.add(withoutIngested(json.readTree(Path.of(file.toString().replace(".line.json", ".document.json"))
                    .toFile())));
        }
        Files.writeString(lines.toPath(), all);

        Process logstash = new ProcessBuilder(command)
                .redirectInput(lines)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<JsonNode> documents = new ArrayList<>();
        for (String line : logstash.inputReader().lines().toList()) {
            if (line.startsWith("{")) { // and not Logstash's own log
                documents.add(withoutIngested(json.readTree(line)));
            }
        }

        assertThat(logstash.waitFor()).isZero();
        assertThat(documents).containsExactlyInAnyOrderElementsOf(expected);
    }

    private List<String> command() {
        String home = System.getenv("LOGSTASH_HOME");
        String image = System.getenv("LOGSTASH_IMAGE");
        String ruby = Path.of("ruby").toAbsolutePath().toString();
        if (home != null) {
            return List.of(
                    home + "/bin/logstash",
                    "--path.data",
                    folder.resolve("data").toString(),
                    "-e",
                    CONFIGURATION.formatted(ruby));
        }
        return image == null
                ? List.of()
                : List.of(
                        "docker",
                        "run",
                        "--rm",
                        "-i",
                        "-v",
                        ruby + ":/ruby:ro",
                        image,
                        "-e",
                        CONFIGURATION.formatted("/ruby"));
    }

    private static List<Path> lines() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.filter(file -> file.toString().endsWith(".line.json"))
                    .sorted()
                    .toList();
        }
    }

    private static JsonNode withoutIngested(JsonNode document) {
        ((ObjectNode) document.path("event")).remove("ingested");
        return document;
    }
}
