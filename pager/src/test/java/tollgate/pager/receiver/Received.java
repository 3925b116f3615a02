package tollgate.pager.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.testing.junit5.server.ServerExtension;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A real HTTP server that keeps what it is sent, and answers as it is told to. */
final class Received extends ServerExtension {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<AggregatedHttpRequest> requests = new ArrayList<>();
    private Function<AggregatedHttpRequest, HttpResponse> answer = request -> HttpResponse.of(HttpStatus.OK);

    @Override
    protected void configure(ServerBuilder builder) {
        builder.serviceUnder(
                "/", (context, request) -> HttpResponse.of(request.aggregate().thenApply(this::take)));
    }

    private synchronized HttpResponse take(AggregatedHttpRequest request) {
        requests.add(request);
        return answer.apply(request);
    }

    synchronized void answers(int status, String body) {
        answer = request -> HttpResponse.of(HttpStatus.valueOf(status), MediaType.JSON, body);
    }

    synchronized void answers(int status, String header, String value) {
        answer = request -> HttpResponse.of(
                ResponseHeaders.builder(status).add(header, value).build(), HttpData.empty());
    }

    synchronized void neverAnswers() {
        answer = request -> HttpResponse.of(new CompletableFuture<HttpResponse>());
    }

    synchronized AggregatedHttpRequest only() {
        if (requests.size() != 1) {
            throw new AssertionError("there were " + requests.size() + " requests");
        }
        return requests.getFirst();
    }

    JsonNode body() throws IOException {
        return JSON.readTree(only().contentUtf8());
    }

    synchronized void forget() {
        requests.clear();
    }
}
