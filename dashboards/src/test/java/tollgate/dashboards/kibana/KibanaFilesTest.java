package tollgate.dashboards.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KibanaFilesTest {
    private static final Path FOLDER = Path.of("kibana");

    @Test
    void theFilesAreThoseOfTheSources() throws IOException {
        for (Map.Entry<String, String> file : KibanaFiles.texts().entrySet()) {
            Path path = FOLDER.resolve(file.getKey());
            if (Boolean.getBoolean("kibana.write")) {
                Files.writeString(path, file.getValue());
            }
            assertThat(path)
                    .as("out of date; dashboards/compile writes it anew")
                    .hasContent(file.getValue());
        }
    }

    @Test
    void nothingIsWrongWithAnyFile() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> all = files.toList();
            assertThat(all).hasSizeGreaterThan(1);
            for (Path file : all) {
                assertThat(ObjectChecks.findings(Ndjson.read(Files.readString(file))))
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }
}
