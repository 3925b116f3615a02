package tollgate.setup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.linecorp.armeria.client.BlockingWebClient;
import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Requests to one space of one Kibana. Nothing is retried here. */
final class Kibana implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KibanaSettings settings;
    private final ClientFactory factory;
    private final BlockingWebClient client;

    private Kibana(KibanaSettings settings, ClientFactory factory) {
        this.settings = settings;
        this.factory = factory;
        this.client = KibanaHttp.client(settings, factory);
    }

    /** Prepares the connection; nothing is asked yet. */
    static Kibana at(KibanaSettings settings) throws SetupException {
        return new Kibana(settings, KibanaHttp.factory(settings));
    }

    KibanaSettings settings() {
        return settings;
    }

    /**
     * Asks in the space.
     *
     * @param path from {@code /api} on
     * @throws SetupException where nothing answers, or the credentials do not do
     */
    Answer ask(HttpMethod method, String path, @Nullable JsonNode body) throws SetupException {
        RequestHeadersBuilder headers = headers(method, inSpace(path));
        return body == null
                ? send(HttpRequest.of(headers.build()))
                : send(HttpRequest.of(headers.contentType(MediaType.JSON).build(), HttpData.ofUtf8(body.toString())));
    }

    /** Asks for what belongs to no space. */
    Answer get(String path) throws SetupException {
        return send(HttpRequest.of(headers(HttpMethod.GET, path).build()));
    }

    /** Imports one object into the space, in place of one with its id. Kibana looks at the file's name. */
    Answer importObject(JsonNode object) throws SetupException {
        String boundary = "tollgate-boundary-of-an-import";
        String part = "--" + boundary + "\r\n"
                + "Content-Disposition: form-data; name=\"file\"; filename=\"tollgate.ndjson\"\r\n"
                + "Content-Type: application/ndjson\r\n\r\n" + object + "\n\r\n--" + boundary + "--\r\n";
        RequestHeadersBuilder headers = headers(HttpMethod.POST, inSpace("/api/saved_objects/_import?overwrite=true"));
        return send(HttpRequest.of(
                headers.contentType(MediaType.MULTIPART_FORM_DATA.withParameter("boundary", boundary))
                        .build(),
                HttpData.ofUtf8(part)));
    }

    private String inSpace(String path) {
        return settings.isDefaultSpace() ? path : "/s/" + settings.space() + path;
    }

    private RequestHeadersBuilder headers(HttpMethod method, String path) {
        String base =
                settings.uri().getPath() == null ? "" : settings.uri().getPath().replaceFirst("/+$", "");
        RequestHeadersBuilder headers = RequestHeaders.builder(method, base + path)
                .add("kbn-xsrf", "tollgate")
                .accept(MediaType.JSON);
        if (settings.apiKey() != null) {
            headers.add("authorization", "ApiKey " + settings.apiKey());
        } else if (settings.username() != null && settings.password() != null) {
            byte[] both = (settings.username() + ":" + settings.password()).getBytes(StandardCharsets.UTF_8);
            headers.add("authorization", "Basic " + Base64.getEncoder().encodeToString(both));
        }
        return headers;
    }

    private Answer send(HttpRequest request) throws SetupException {
        AggregatedHttpResponse response;
        try {
            response = client.execute(request);
        } catch (RuntimeException e) {
            throw KibanaHttp.explain(settings, e);
        }
        int status = response.status().code();
        if (status == Answer.UNAUTHORIZED) {
            throw new SetupException("Kibana at " + settings + " refuses the credentials (401): set "
                    + KibanaSettings.API_KEY + ", or " + KibanaSettings.USERNAME + " and " + KibanaSettings.PASSWORD);
        }
        return new Answer(status, json(response.contentUtf8()));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    @Override
    public void close() {
        factory.close();
    }
}
