package tollgate.gateway;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.common.stream.StreamMessage;
import io.netty.util.AsciiString;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Builds what clients get, with the headers that every answer has. */
final class Answers {
    static final AsciiString REQUEST_ID = AsciiString.cached("x-request-id");
    static final AsciiString SIMULATED = AsciiString.cached("x-tollgate-simulated");

    private final ErrorBody errors;
    private final BooleanSupplier simulated;

    Answers(ErrorBody errors, BooleanSupplier simulated) {
        this.errors = errors;
        this.simulated = simulated;
    }

    HttpResponse whole(String requestId, Visit visit, HttpData body) {
        ResponseHeadersBuilder headers = headers(requestId, visit, 200).contentType(MediaType.JSON);
        return Pieces.suit(body)
                ? HttpResponse.of(headers.contentLength(body.length()).build(), Pieces.of(body))
                : HttpResponse.of(headers.build(), body);
    }

    HttpResponse stream(String requestId, Visit visit, StreamMessage<HttpData> events) {
        ResponseHeaders headers = headers(requestId, visit, 200)
                .contentType(MediaType.EVENT_STREAM)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-cache")
                .build();
        return HttpResponse.of(headers, events);
    }

    /** @param visit null for a request that was not let as far as the gate */
    HttpResponse error(String requestId, @Nullable Visit visit, Failure failure) {
        ResponseHeadersBuilder headers =
                headers(requestId, visit, failure.status()).contentType(MediaType.JSON);
        if (failure.retryAfter() != null) {
            headers.set(HttpHeaderNames.RETRY_AFTER, failure.retryAfter());
        }
        HttpData upstreamBody = failure.upstreamBody();
        return HttpResponse.of(headers.build(), upstreamBody == null ? errors.of(failure) : upstreamBody);
    }

    private ResponseHeadersBuilder headers(String requestId, @Nullable Visit visit, int status) {
        ResponseHeadersBuilder headers =
                ResponseHeaders.builder(HttpStatus.valueOf(status)).set(REQUEST_ID, requestId);
        if (visit != null) {
            visit.addHeaders(headers);
        }
        return simulated.getAsBoolean() ? headers.set(SIMULATED, "true") : headers;
    }
}
