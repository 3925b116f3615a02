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
import java.util.List;

/** Lists the models of the settings, in OpenAI's format. Others can be asked for too; the upstream decides. */
final class ModelsService implements HttpService {
    static final String PATH = "/v1/models";

    private final HttpData list;

    ModelsService(JsonFactory json, List<String> models, String provider, Instant since) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator to = json.createGenerator(bytes)) {
            to.writeStartObject();
            to.writeStringField("object", "list");
            to.writeArrayFieldStart("data");
            for (String model : models) {
                to.writeStartObject();
                to.writeStringField("id", model);
                to.writeStringField("object", "model");
                to.writeNumberField("created", since.getEpochSecond());
                to.writeStringField("owned_by", provider);
                to.writeEndObject();
            }
            to.writeEndArray();
            to.writeEndObject();
        } catch (IOException e) { // the target is memory
            throw new UncheckedIOException(e);
        }
        this.list = HttpData.wrap(bytes.toByteArray());
    }

    @Override
    public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
        return HttpResponse.of(HttpStatus.OK, MediaType.JSON, list);
    }
}
