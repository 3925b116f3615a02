package tollgate.gateway;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.Endpoint;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.SessionProtocol;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tollgate.requestlog.RequestRecord;

/** A running gateway with a client of its own, and the records that it has written. */
final class TestGateway implements AutoCloseable {
    static final String ASK = "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    static final String ASK_STREAM = "{\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    private final Path folder;
    private final Gateway gateway;
    private final ClientFactory factory =
            ClientFactory.builder().useHttp2Preface(true).build();
    private WebClient client;

    TestGateway(GatewaySettings settings) {
        this(settings, Map.of("TEST_KEY", "sk-test"));
    }

    TestGateway(GatewaySettings settings, Map<String, String> environment) {
        this.folder = settings.log().folder();
        this.gateway = Gateway.start(settings, environment);
        this.client = client(SessionProtocol.HTTP);
    }

    private WebClient client(SessionProtocol protocol) {
        return WebClient.builder(protocol, Endpoint.of("127.0.0.1", gateway.port()))
                .factory(factory)
                .responseTimeoutMillis(20_000)
                .maxResponseLength(0)
                .build();
    }

    /** From now on, the client speaks this protocol. */
    TestGateway over(String protocol) {
        client = client(SessionProtocol.of(protocol));
        return this;
    }

    /** Any free port, faultless and fast. */
    static GatewaySettings settings(Path folder) {
        return GatewaySettings.from(Map.of("LOG_ROTATION_BYTES", "1000000000"))
                .withPort(0)
                .withAttempts(1)
                .withLogFolder(folder)
                .withSimulated(SimulatedSettings.faultless(1).withSpeed(1_000));
    }

    Gateway gateway() {
        return gateway;
    }

    WebClient client() {
        return client;
    }

    HttpResponse open(String body, String... headers) {
        var builder = RequestHeaders.builder(HttpMethod.POST, ChatService.PATH).contentType(MediaType.JSON);
        for (int i = 0; i < headers.length; i += 2) {
            builder.set(headers[i], headers[i + 1]);
        }
        return client.execute(HttpRequest.of(builder.build(), HttpData.ofUtf8(body)));
    }

    AggregatedHttpResponse chat(String body, String... headers) {
        return open(body, headers).aggregate().join();
    }

    AggregatedHttpResponse get(String path) {
        return client.get(path).aggregate().join();
    }

    List<RequestRecord> records() {
        return Records.in(folder);
    }

    /** The only record so far. */
    RequestRecord onlyRecord() {
        List<RequestRecord> records = records();
        if (records.size() != 1) {
            throw new AssertionError("one record was expected, there are " + records);
        }
        return records.get(0);
    }

    static String requestId(AggregatedHttpResponse response) {
        return Objects.requireNonNull(response.headers().get(Answers.REQUEST_ID));
    }

    @Override
    public void close() {
        gateway.close();
        factory.close();
    }
}
