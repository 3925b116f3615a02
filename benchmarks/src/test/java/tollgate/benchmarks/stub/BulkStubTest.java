package tollgate.benchmarks.stub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BulkStubTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TWO = """
        {"create":{"_index":"a","_id":"1"}}
        {"x":1}
        {"index":{}}
        {"x":2}
        """;

    private final BulkStub stub = BulkStub.start(0);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        stub.close();
    }

    @Test
    void countsByIndexOfTheActionOrElseOfThePath() throws Exception {
        JsonNode answer = JSON.readTree(post("/b/_bulk", TWO.getBytes(StandardCharsets.UTF_8), "identity")
                .body());

        assertThat(answer.at("/errors").asBoolean(true)).isFalse();
        assertThat(answer.at("/items/0/create/_index").asText()).isEqualTo("a");
        assertThat(answer.at("/items/0/create/_id").asText()).isEqualTo("1");
        assertThat(answer.at("/items/0/create/result").asText()).isEqualTo("created");
        assertThat(answer.at("/items/1/index/_index").asText()).isEqualTo("b");
        assertThat(answer.at("/items/1/index/status").asInt()).isEqualTo(201);
        assertThat(answer.at("/items")).hasSize(2);
        assertThat(counts())
                .isEqualTo(JSON.readTree("{\"requests\":1,\"refused\":0,\"bytes\":" + TWO.length() + ",\"wire_bytes\":"
                        + TWO.length() + ",\"documents\":{\"a\":1,\"b\":1}}"));
    }

    @Test
    void unpacksWhatComesCompressed() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(TWO.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(post("/b/_bulk", packed.toByteArray(), "gzip").statusCode()).isEqualTo(200);

        assertThat(counts().path("bytes").asInt()).isEqualTo(TWO.length());
        assertThat(counts().path("wire_bytes").asInt()).isEqualTo(packed.size());
        assertThat(counts().at("/documents/b").asInt()).isEqualTo(1);
    }

    @Test
    void answersStatusOnlyWhereThatIsAskedFor() throws Exception {
        assertThat(post("/b/_bulk?filter_path=items.*.status", TWO.getBytes(StandardCharsets.UTF_8), "identity")
                        .body())
                .isEqualTo("{\"errors\":false,\"items\":[{\"create\":{\"status\":201}},{\"index\":{\"status\":201}}]}");
    }

    @Test
    void countsNothingOfABrokenBody() throws Exception {
        for (String broken : new String[] {
            "{\"create\":{}}\n{\"x\":1}\n", // no index
            "{\"create\":{\"_index\":\"a\"}}\n{\"x\":1}", // no line feed at the end
            "{\"create\":{\"_index\":\"a\"}}\n{\"x\":1\n", // a cut document
            "{\"create\":{\"_index\":\"a\"}}\n", // no document
            "{\"delete\":{\"_index\":\"a\"}}\n{}\n",
            "[]\n{}\n",
            "{\"create\n{}\n",
        }) {
            assertThat(post("/_bulk", broken.getBytes(StandardCharsets.UTF_8), "identity")
                            .statusCode())
                    .as(broken)
                    .isEqualTo(400);
        }
        assertThat(counts().path("refused").asInt()).isEqualTo(7);
        assertThat(counts().path("documents")).isEmpty();
    }

    private JsonNode counts() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(stub.uri().resolve("/_stub/counts")).build();
        return JSON.readTree(
                client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private HttpResponse<String> post(String path, byte[] body, String encoding) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(stub.uri().resolve(path))
                .header("Content-Type", "application/x-ndjson")
                .header("Content-Encoding", encoding)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
