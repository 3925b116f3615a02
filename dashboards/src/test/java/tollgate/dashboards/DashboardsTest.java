package tollgate.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DashboardsTest {
    private final List<Dashboard> dashboards = Dashboards.all();

    @Test
    void everyFileIsADashboard() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("dashboards"))) {
            assertThat(files.filter(file -> !file.endsWith("shared.yaml"))
                            .map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(dashboards.stream()
                            .map(dashboard -> dashboard.id().replace("tollgate-", "") + ".yaml")
                            .toList());
        }
    }

    @Test
    void aQueryBeginsWithItsSource() {
        assertThat(dashboards.getFirst().panel("requests").orElseThrow().query())
                .startsWith("FROM metrics-llm_gateway.usage-*\n")
                .endsWith("\n| STATS requests = SUM(llm_gateway.requests)");
    }
}
