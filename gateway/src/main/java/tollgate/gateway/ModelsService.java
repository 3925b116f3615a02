package tollgate.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/** Lists the models that are configured, in OpenAI's format. Whether others can be asked for, the configuration decides. */
final class ModelsService implements HttpService {
    static final String PATH = "/v1/models";

    private final JsonFactory json;
    private final Supplier<Routing> routing;
    private final Instant since;

    ModelsService(JsonFactory json, Supplier<Routing> routing, Instant since) {
        this.json = json;
        this.routing = routing;
        this.since = since;
    }

    @Override
    public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
        return HttpResponse.of(HttpStatus.OK, MediaType.JSON, list(routing.get()));
    }

    private HttpData list(Routing now) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator to = json.createGenerator(bytes)) {
            to.writeStartObject();
            to.writeStringField("object", "list");
            to.writeArrayFieldStart("data");
            for (Map.Entry<String, String> model : now.models().entrySet()) {
                to.writeStartObject();
                to.writeStringField("id", model.getKey());
                to.writeStringField("object", "model");
                to.writeNumberField("created", since.getEpochSecond());
                to.writeStringField("owned_by", model.getValue());
                to.writeEndObject();
            }
            to.writeEndArray();
            to.writeEndObject();
        } catch (IOException e) { // the target is memory
            throw new UncheckedIOException(e);
        }
        return HttpData.wrap(bytes.toByteArray());
    }
}
