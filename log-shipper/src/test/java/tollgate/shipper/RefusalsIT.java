package tollgate.shipper;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;
import tollgate.requestlog.DataStream;
import tollgate.shipper.faults.FaultProxy;

/** A template of somebody else maps a field so that Elasticsearch refuses documents. */
class RefusalsIT {
    @RegisterExtension
    static final ElasticsearchExtension SERVER = ElasticsearchExtension.v8();

    private final Oracle oracle = new Oracle(21);

    @TempDir
    Path folder;

    private Shipping shipping;

    @BeforeEach
    void connect() throws Exception {
        shipping = new Shipping(SERVER.uri(), folder);
    }

    @AfterEach
    void close() throws IOException {
        shipping.close();
    }

    @Test
    void linesThatElasticsearchRefusesAreKeptWholeAndNotCounted() throws Exception {
        mapAsLong("llm_gateway.tenant");
        String lines = oracle.lines(3_000);
        shipping.append(lines);

        shipping.toEnd(SERVER.uri()).awaitEnd();

        assertRefused(lines.lines().toList(), "llm_gateway.tenant", "search");
        assertThat(shipping.count(DataStream.REQUEST)).isZero();
        assertThat(shipping.count(DataStream.USAGE)).isZero();
    }

    @Test
    void refusedLinesAmongOthersAreNotCountedWhateverFails() throws Exception {
        mapAsLong("service.node.name");
        Oracle refused = new Oracle(22);
        List<String> bad = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            if (i % 7 == 0) {
                bad.add("{\"service_node\":\"node-a\"," + refused.line().strip().substring(1));
                shipping.append(bad.getLast() + "\n");
            } else {
                shipping.append(oracle.line());
            }
        }
        try (FaultProxy proxy = FaultProxy.of(SERVER.uri(), 5)) {
            Shipping.Running interrupted = shipping.follow(proxy.uri());
            Thread.sleep(500);
            interrupted.stop();

            shipping.toEnd(proxy.uri()).awaitEnd();
        }

        oracle.assertRequests(shipping.documents(DataStream.REQUEST));
        oracle.assertUsage(shipping.documents(DataStream.USAGE), shipping.documents(DataStream.USAGE_HOURLY));
        assertRefused(bad, "service.node.name", "node-a");
    }

    private void assertRefused(List<String> lines, String field, String value) throws IOException {
        List<JsonNode> invalid = shipping.documents(DataStream.INVALID);
        assertThat(invalid)
                .extracting(document -> document.at("/event/original").asText())
                .containsExactlyInAnyOrderElementsOf(lines);
        assertThat(invalid).allSatisfy(document -> {
            assertThat(document.at("/llm_gateway/invalid/reason").asText()).isEqualTo("rejected_by_elasticsearch");
            assertThat(document.at("/error/message").asText())
                    .as("it names the field and not its value, which may be anything")
                    .contains("failed to parse field [" + field + "] of type [long]")
                    .doesNotContain(value);
        });
    }

    private void mapAsLong(String field) throws IOException {
        String stream = shipping.stream(DataStream.REQUEST);
        String body = """
                {"index_patterns": ["%s"], "priority": 400, "data_stream": {}, "template": {"mappings":
                  {"dynamic": false, "properties": {"@timestamp": {"type": "date"}, "%s": {"type": "long"}}}}}
                """.formatted(stream, field);
        shipping.cluster()
                .client()
                .indices()
                .putIndexTemplate(
                        template -> template.name("conflict-" + stream).withJson(new StringReader(body)));
    }
}
