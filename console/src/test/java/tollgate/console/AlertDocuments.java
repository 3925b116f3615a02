package tollgate.console;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import tollgate.elasticsearch.Cluster;
import tollgate.pager.Notes;
import tollgate.pager.page.Match;
import tollgate.pager.state.ClusterConnection;
import tollgate.pager.state.ClusterDocuments;
import tollgate.requestlog.DataStream;

/** An alert that is open, one that is over and who was told, as Kibana's connectors and the pager write them; and silences, by the pager's own class. */
final class AlertDocuments {
    private static final String BULK = """
            {"create":{"_index":"logs-llm_gateway.alert-default"}}
            {"@timestamp":"2026-11-24T13:00:00Z","event":{"action":"open","reason":"value 60, threshold 50"},"message":"Model down: openai,gpt-5","rule":{"name":"model-down"},"llm_gateway":{"alert":{"id":"openai,gpt-5","key":"r1:openai,gpt-5","severity":"page"}}}
            {"create":{"_index":"logs-llm_gateway.alert-default"}}
            {"@timestamp":"2026-11-24T10:00:00Z","event":{"action":"open","reason":"value 90, threshold 85"},"message":"CPU busy: chat-01","rule":{"name":"host-cpu"},"llm_gateway":{"alert":{"id":"chat-01","key":"r2:chat-01","severity":"ticket"}}}
            {"create":{"_index":"logs-llm_gateway.alert-default"}}
            {"@timestamp":"2026-11-24T11:00:00Z","event":{"action":"close","reason":"no longer matched"},"message":"CPU busy: chat-01","rule":{"name":"host-cpu"},"llm_gateway":{"alert":{"id":"chat-01","key":"r2:chat-01","severity":"ticket"}}}
            {"create":{"_index":"logs-llm_gateway.page-default"}}
            {"@timestamp":"2026-11-24T13:00:09Z","event":{"action":"trigger","outcome":"failure","reason":"refused"},"message":"Model down: openai,gpt-5","rule":{"name":"model-down"},"llm_gateway":{"alert":{"severity":"page"},"page":{"receiver":"mail","attempts":5,"delivery_ms":9000}}}
            {"create":{"_index":"logs-llm_gateway.page-default"}}
            {"@timestamp":"2026-11-24T13:00:10Z","event":{"action":"trigger","outcome":"success"},"message":"Model down: openai,gpt-5","rule":{"name":"model-down"},"llm_gateway":{"alert":{"severity":"page"},"page":{"receiver":"pagerduty","attempts":1,"delivery_ms":900}}}
            """;

    private AlertDocuments() {}

    static void write(Cluster cluster) throws IOException {
        Request bulk = new Request("POST", "/_bulk");
        bulk.addParameter("refresh", "true");
        bulk.setJsonEntity(BULK);
        String answer = new String(
                cluster.http().performRequest(bulk).getEntity().getContent().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer).contains("\"errors\":false");
        Notes notes = new Notes(new ClusterDocuments(new ClusterConnection(cluster), DataStream.DEFAULT_NAMESPACE));
        // The page compares with the clock of the browser.
        Instant now = Instant.now();
        Match hosts = new Match(Set.of(), List.of("host-*"), List.of("acme"), List.of());
        notes.add(hosts, "a larger disk comes tomorrow", "ada", SampleConsole.NOW, now.plus(Duration.ofDays(1)));
        notes.add(Match.ALL, "it is over", "ada", SampleConsole.NOW, now.minus(Duration.ofSeconds(1)));
    }
}
