package tollgate.gateway;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.RequestOptions;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.ExchangeType;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import com.linecorp.armeria.common.SessionProtocol;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tollgate.gateway.keys.KeyRing;
import tollgate.gateway.keys.ProviderKey;

/**
 * An OpenAI-compatible endpoint. Its answers pass through as they come, no faster than the caller takes them. No header of the
 * client's goes on.
 */
final class HttpUpstream implements Upstream {
    /** A request is whole when it is made, so that Armeria need not wait for its headers before it writes its body. */
    private static final RequestOptions WHOLE_REQUEST = RequestOptions.builder()
            .exchangeType(ExchangeType.RESPONSE_STREAMING)
            .build();

    private static final String USER_AGENT = "tollgate";

    private final WebClient client;
    private final URI base;
    private final String provider;
    private final KeyRing keys;
    private final InstantSource clock;
    private final RequestHeaders whole;
    private final RequestHeaders stream;
    private volatile @Nullable Keyed lastKey;

    /** Headers with a key, made once per key. */
    private record Keyed(ProviderKey key, RequestHeaders whole, RequestHeaders stream) {}

    /** @param base the address that {@code /chat/completions} is appended to */
    HttpUpstream(ClientFactory factory, URI base, String provider, KeyRing keys, InstantSource clock) {
        this.client = WebClient.builder(withProtocol(base))
                .factory(factory)
                .responseTimeout(Duration.ZERO)
                .maxResponseLength(0)
                .build();
        this.provider = provider;
        this.keys = keys;
        this.clock = clock;
        this.base = base;
        this.whole = headers(MediaType.JSON, null);
        this.stream = headers(MediaType.EVENT_STREAM, null);
    }

    /** Armeria would try HTTP/2 first where there is no TLS, which many model servers answer with an error. */
    private static String withProtocol(URI base) {
        String text = base.toString();
        return "http".equalsIgnoreCase(base.getScheme())
                ? SessionProtocol.H1C.uriText() + text.substring("http".length())
                : text;
    }

    /** With all that Armeria would add, so that it need not copy them for each request. */
    private RequestHeaders headers(MediaType accepted, @Nullable ProviderKey key) {
        RequestHeadersBuilder headers = RequestHeaders.builder()
                .method(HttpMethod.POST)
                .path("/chat/completions")
                .scheme(base.getScheme().toLowerCase(Locale.ROOT))
                .authority(base.getRawAuthority())
                .set(HttpHeaderNames.USER_AGENT, USER_AGENT)
                .contentType(MediaType.JSON)
                .set(HttpHeaderNames.ACCEPT, accepted.toString());
        if (key != null) {
            headers.set(HttpHeaderNames.AUTHORIZATION, key.authorization());
        }
        return headers.build();
    }

    @Override
    public HttpResponse call(ChatRequest request) {
        if (keys.isKeyless()) {
            return execute(request.stream() ? stream : whole, request.body());
        }
        ProviderKey key = keys.current(clock.instant());
        if (key == null) {
            return HttpResponse.ofFailure(new FailureException(UpstreamFailures.NO_KEY));
        }
        Keyed keyed = lastKey;
        if (keyed == null || keyed.key != key) {
            keyed = new Keyed(key, headers(MediaType.JSON, key), headers(MediaType.EVENT_STREAM, key));
            lastKey = keyed;
        }
        return execute(request.stream() ? keyed.stream : keyed.whole, request.body());
    }

    private HttpResponse execute(RequestHeaders headers, HttpData body) {
        if (Pieces.suit(body)) {
            RequestHeaders withLength =
                    headers.toBuilder().contentLength(body.length()).build();
            return client.execute(HttpRequest.of(withLength, Pieces.of(body)));
        }
        return client.execute(HttpRequest.of(headers, body), WHOLE_REQUEST);
    }

    @Override
    public String provider() {
        return provider;
    }

    @Override
    public void close() {
        // its connections are shared
    }
}
