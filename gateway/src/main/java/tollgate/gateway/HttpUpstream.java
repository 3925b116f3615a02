package tollgate.gateway;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.client.WebClientBuilder;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.common.auth.AuthToken;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An OpenAI-compatible endpoint. Its answers pass through as they come, no faster than the caller takes them. */
final class HttpUpstream implements Upstream {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final ClientFactory factory;
    private final WebClient client;
    private final String provider;

    /** @param base the address that {@code /chat/completions} is appended to */
    HttpUpstream(URI base, @Nullable ApiKey apiKey) {
        this.factory = ClientFactory.builder().connectTimeout(CONNECT_TIMEOUT).build();
        WebClientBuilder builder = WebClient.builder(withProtocol(base))
                .factory(factory)
                .responseTimeout(Duration.ZERO)
                .maxResponseLength(0);
        if (apiKey != null) {
            builder.auth(AuthToken.ofOAuth2(apiKey.secret()));
        }
        this.client = builder.build();
        this.provider = Providers.ofHost(base.getHost());
    }

    /** Armeria would try HTTP/2 first where there is no TLS, which many model servers answer with an error. */
    private static String withProtocol(URI base) {
        String text = base.toString();
        return "http".equalsIgnoreCase(base.getScheme())
                ? SessionProtocol.H1C.uriText() + text.substring("http".length())
                : text;
    }

    @Override
    public HttpResponse call(ChatRequest request) {
        RequestHeaders headers = RequestHeaders.builder()
                .method(HttpMethod.POST)
                .path("/chat/completions")
                .contentType(MediaType.JSON)
                .set(HttpHeaderNames.ACCEPT, (request.stream() ? MediaType.EVENT_STREAM : MediaType.JSON).toString())
                .build();
        return client.execute(HttpRequest.of(headers, request.body()));
    }

    @Override
    public String provider() {
        return provider;
    }

    @Override
    public void close() {
        factory.close();
    }
}
