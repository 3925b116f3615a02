package tollgate.benchmarks.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.console.Console;
import tollgate.dashboards.Dashboard;
import tollgate.dashboards.Dashboards;
import tollgate.dashboards.TimeRange;

/** What the benchmark does, with few requests: each dashboard opens, and it is noted that all is loaded. */
class DashboardBenchmarksIT {
    private static final int REQUESTS = 2_000;

    @Test
    void eachDashboardOpensOnWhatIsLoaded(@TempDir Path folder) throws Exception {
        // Elasticsearch runs as nobody where root starts it, and has to enter this folder.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        StringWriter progress = new StringWriter();
        try (LoadedServer server = LoadedServer.start(folder, REQUESTS, 512, new PrintWriter(progress));
                HttpClient client = HttpClient.newHttpClient()) {
            for (var dashboard : Dashboards.all()) {
                List<PanelQuery> queries = PanelQuery.of(dashboard, new TimeRange("now-30d", "now"), server.now());
                assertThat(queries).hasSizeGreaterThan(5);
                assertThat(Opening.together(client, server.uri(), queries).panels())
                        .extracting(Opening.Waited::panel)
                        .containsExactlyInAnyOrderElementsOf(
                                queries.stream().map(PanelQuery::panel).toList());
            }
            assertThatManyViewersCostWhatOneCosts(server, client);
            assertThat(folder.resolve("loaded-until")).hasContent(server.now().toString());
        }
        assertThat(progress.toString()).contains("2,000 of 2,000");
    }

    private static void assertThatManyViewersCostWhatOneCosts(LoadedServer server, HttpClient client)
            throws IOException, InterruptedException {
        Dashboard overview = Dashboards.all().getFirst();
        int questions = PanelQuery.of(overview, overview.range(), server.now()).size();
        for (int people : new int[] {1, 20}) {
            try (Console console = server.console()) {
                Viewers seen = Viewers.open(client, console.uri(), server, overview, "24h", people);
                assertThat(seen.answers()).isEqualTo(people * questions);
                assertThat(seen.queries()).isEqualTo(questions);
            }
        }
    }
}
