package tollgate.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Errors in the shape of OpenAI's API: {@code {"error":{"message","type","param","code"}}}. */
final class ErrorBody {
    private final JsonFactory json;

    ErrorBody(JsonFactory json) {
        this.json = json;
    }

    HttpData of(Failure failure) {
        return of(failure.status(), failure.message(), failure.param(), failure.type());
    }

    HttpData of(int status, String message, @Nullable String param, String code) {
        return HttpData.wrap(bytes("", status, message, param, code, ""));
    }

    /** As an event of a stream that has begun. */
    HttpData event(Failure failure) {
        return HttpData.wrap(
                bytes("data: ", failure.status(), failure.message(), failure.param(), failure.type(), "\n\n"));
    }

    private byte[] bytes(String before, int status, String message, @Nullable String param, String code, String after) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator to = json.createGenerator(bytes)) {
            to.writeRaw(before);
            to.writeStartObject();
            to.writeObjectFieldStart("error");
            to.writeStringField("message", message);
            to.writeStringField("type", type(status));
            to.writeStringField("param", param);
            to.writeStringField("code", code);
            to.writeEndObject();
            to.writeEndObject();
            to.writeRaw(after);
        } catch (IOException e) { // the target is memory
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** OpenAI's word for a class of statuses. */
    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> status < 500 ? "invalid_request_error" : "server_error";
        };
    }
}
