package tollgate.hostmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tollgate.elasticsearch.EsqlTable;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;

class HostSamplerV8IT extends HostSamplerContract {
    @RegisterExtension
    static final ElasticsearchExtension SERVER = ElasticsearchExtension.v8();

    @Override
    URI server() {
        return SERVER.uri();
    }

    /** As rules and dashboards ask: with documents of a Metricbeat beside ours, and without. */
    @Test
    void oneQueryReadsOurSamplesAndMetricbeats() throws IOException {
        sampled();
        assertBusiestOfOurs("system.cpu.total.norm.pct", 0);

        // The type that both have here; where there is a scaled_float, both have that.
        addMetricbeat("metricbeat-8.19.0", "double", "0-same", 0.375);
        assertThat(assertBusiestOfOurs("system.cpu.total.norm.pct", 1)
                        .value(0, "busiest")
                        .asDouble())
                .isEqualTo(0.375);

        addMetricbeat("metricbeat-8.18.0", "float", "1-other", 0.75);
        assertThatThrownBy(() -> busiest("system.cpu.total.norm.pct"))
                .hasMessageContaining("Cannot use field [system.cpu.total.norm.pct]");
        assertThat(assertBusiestOfOurs("TO_DOUBLE(system.cpu.total.norm.pct)", 2)
                        .value(1, "busiest")
                        .asDouble())
                .isEqualTo(0.75);
    }

    private EsqlTable assertBusiestOfOurs(String field, int others) throws IOException {
        EsqlTable table = busiest(field);
        assertThat(table.rows()).hasSize(others + 1);
        assertThat(table.value(others, "busiest").asDouble()).isBetween(0.0, 1.0);
        return table;
    }

    private EsqlTable busiest(String field) throws IOException {
        return EsqlTable.query(
                cluster(),
                "FROM metrics-llm_gateway.host-*,metricbeat-* | STATS busiest = MAX(" + field
                        + ") BY host.name | EVAL other = host.name IN (\"0-same\", \"1-other\")"
                        + " | SORT other DESC, host.name",
                Map.of());
    }

    private void addMetricbeat(String name, String type, String host, double busy) throws IOException {
        Request index = new Request("PUT", "/" + name);
        index.setEntity(json("{\"mappings\":{\"properties\":{\"host.name\":{\"type\":\"keyword\"},"
                + "\"system.cpu.total.norm.pct\":{\"type\":\"" + type + "\"}}}}"));
        cluster().http().performRequest(index);
        Request document = new Request("POST", "/" + name + "/_doc");
        document.addParameter("refresh", "true");
        document.setEntity(json("{\"host.name\":\"" + host + "\",\"system.cpu.total.norm.pct\":" + busy + "}"));
        cluster().http().performRequest(document);
    }

    private static StringEntity json(String body) {
        return new StringEntity(body, ContentType.APPLICATION_JSON);
    }
}
