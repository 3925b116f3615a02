package tollgate.dashboards.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KibanaRulesTest {
    private static final Path FILE = Path.of("kibana", "rules.ndjson");

    @Test
    void theFileIsWhatKibanaAsksFor() throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        for (String line : Files.readAllLines(FILE)) {
            objects.add(new ObjectMapper().readTree(line));
        }

        assertThat(objects).hasSize(Rules.load().all().size() + 1);
        assertThat(AlertObjectChecks.mistakes(objects)).isEmpty();
    }
}
