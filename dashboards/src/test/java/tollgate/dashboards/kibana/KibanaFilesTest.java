package tollgate.dashboards.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KibanaFilesTest {
    private static final Path FOLDER = Path.of("kibana");

    @Test
    void theFilesAreThoseOfTheSources() throws IOException {
        for (Map.Entry<String, String> file : KibanaFiles.texts().entrySet()) {
            assertThat(Files.readString(FOLDER.resolve(file.getKey())))
                    .as(file.getKey() + " is out of date; dashboards/compile writes it anew")
                    .isEqualTo(file.getValue());
        }
    }

    @Test
    void compilingWritesAllOfThem(@TempDir Path folder) throws IOException {
        KibanaFiles.main(new String[] {folder.toString()});

        assertThat(names(folder))
                .isEqualTo(names(FOLDER))
                .containsExactlyElementsOf(KibanaFiles.texts().keySet());
        for (Map.Entry<String, String> file : KibanaFiles.texts().entrySet()) {
            assertThat(folder.resolve(file.getKey())).hasContent(file.getValue());
        }
    }

    @Test
    void nothingIsWrongWithAnyFile() throws IOException {
        for (String name : names(FOLDER)) {
            assertThat(ObjectChecks.findings(Ndjson.read(Files.readString(FOLDER.resolve(name)))))
                    .as(name)
                    .isEmpty();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
