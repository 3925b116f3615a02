package tollgate.elasticsearch.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;

/** Both servers are real, and each can do what it is there for. */
class ElasticsearchVersionsIT {
    @RegisterExtension
    static final ElasticsearchExtension v8 = ElasticsearchExtension.v8();

    @RegisterExtension
    static final ElasticsearchExtension v9 = ElasticsearchExtension.v9();

    private static final String TWO_DOCUMENTS = """
            {"create":{"_id":"a"}}
            {"model":"small","tokens":3}
            {"create":{"_id":"b"}}
            {"model":"large","tokens":4}
            """;

    @Test
    void version8SaysItsVersion() {
        assertThat(new Http(v8.uri())
                        .get("/_nodes/_local?filter_path=nodes.*.version")
                        .body())
                .contains("\"version\":\"8.19.21\"");
    }

    @Test
    void version8AnswersEsql() {
        HttpResponse<String> answer = new Http(v8.uri()).post("/_query", "{\"query\":\"ROW a=1\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"columns\":[{\"name\":\"a\",\"type\":\"integer\"}]")
                .contains("\"values\":[[1]]");
    }

    @Test
    void version8SumsUpByEsqlWhatBulkWrote() {
        Http http = new Http(v8.uri());
        assertThat(http.post("/esql-sums/_bulk?refresh=true", TWO_DOCUMENTS).body())
                .contains("\"errors\":false");

        assertThat(http.post("/_query", "{\"query\":\"FROM esql-sums | STATS n = COUNT(*), tokens = SUM(tokens)\"}")
                        .body())
                .contains("\"values\":[[2,7]]");
    }

    @Test
    void version9SaysItsVersion() {
        assertThat(new Http(v9.uri())
                        .get("/_nodes/_local?filter_path=nodes.*.version")
                        .body())
                .contains("\"version\":\"9.5.3\"");
    }

    @Test
    void version9FindsWhatBulkWrote() {
        Http http = new Http(v9.uri());
        assertThat(http.post("/found/_bulk?refresh=true", TWO_DOCUMENTS).body()).contains("\"errors\":false");

        assertThat(http.get("/found/_search?q=tokens:4&filter_path=hits.total,hits.hits._id")
                        .body())
                .isEqualTo("{\"hits\":{\"total\":{\"value\":1,\"relation\":\"eq\"},\"hits\":[{\"_id\":\"b\"}]}}");
    }

    @Test
    void version9HasNoEsql() {
        assertThat(new Http(v9.uri()).post("/_query", "{\"query\":\"ROW a=1\"}").statusCode())
                .isEqualTo(405);
    }
}
