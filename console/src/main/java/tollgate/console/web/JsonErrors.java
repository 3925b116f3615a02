package tollgate.console.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.console.query.BadQuestionException;
import tollgate.console.query.QueryFailedException;

/** Says what is wrong as {@code {"error": …, "message": …}}, where the message is one line that says what to do. */
final class JsonErrors implements ServerErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(JsonErrors.class);

    @Override
    public @Nullable HttpResponse onServiceException(ServiceRequestContext ctx, Throwable cause) {
        // What the server itself has against a request, it says best by itself.
        return Exceptions.peel(cause).getClass().getName().startsWith("com.linecorp.armeria.") ? null : response(cause);
    }

    static HttpResponse response(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return switch (cause) {
            case BadQuestionException bad ->
                response(HttpStatus.BAD_REQUEST, "bad_request", String.valueOf(bad.getMessage()));
            case QueryFailedException failed ->
                response(
                        switch (failed.reason()) {
                            case SLOW -> HttpStatus.GATEWAY_TIMEOUT;
                            case NO_DATA -> HttpStatus.NOT_FOUND;
                            case AWAY, BUSY -> HttpStatus.SERVICE_UNAVAILABLE;
                            case FORBIDDEN, REFUSED -> HttpStatus.BAD_GATEWAY;
                        },
                        failed.reason().code(),
                        String.valueOf(failed.getMessage()));
            default -> {
                LOG.warn("a request failed", cause);
                yield response(
                        HttpStatus.INTERNAL_SERVER_ERROR, "failed", "the console could not do this; its log says why");
            }
        };
    }

    static HttpResponse response(HttpStatus status, String error, String message) {
        return HttpResponse.of(
                ResponseHeaders.of(
                        status,
                        HttpHeaderNames.CONTENT_TYPE,
                        MediaType.JSON_UTF_8,
                        HttpHeaderNames.CACHE_CONTROL,
                        "no-store"),
                HttpData.ofUtf8(JsonNodeFactory.instance
                        .objectNode()
                        .put("error", error)
                        .put("message", message)
                        .toString()));
    }
}
