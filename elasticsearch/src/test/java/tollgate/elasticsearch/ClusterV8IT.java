package tollgate.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;

class ClusterV8IT extends ClusterContract {
    @RegisterExtension
    static final ElasticsearchExtension SERVER = ElasticsearchExtension.v8();

    @Override
    URI server() {
        return SERVER.uri();
    }

    @Test
    void tellsItsVersionAndAnswersEsql() throws IOException {
        assertThat(cluster().version()).isEqualTo("8.19.21");

        EsqlTable table = EsqlTable.query(cluster(), "ROW a = ?x, b = NULL", Map.of("x", 7));

        assertThat(table.columns()).containsExactly("a", "b");
        assertThat(table.value(0, "a").asInt()).isEqualTo(7);
        assertThat(table.value(0, "b").isNull()).isTrue();
    }

    @Test
    void queryThatIsWrongSaysWhy() {
        assertThatThrownBy(() -> EsqlTable.query(cluster(), "FROM nowhere-at-all", Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("ES|QL: ")
                .hasMessageContaining("Unknown index [nowhere-at-all]")
                .hasMessageNotContaining("\n");
    }
}
