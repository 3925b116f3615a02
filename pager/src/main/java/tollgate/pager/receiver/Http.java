package tollgate.pager.receiver;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Sends by HTTP. What is no answer, or an answer that may be another one later, is to be tried again; no URL is ever told, since many
 * of them are secrets.
 */
public final class Http {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final int LONGEST_ANSWER_BYTES = 1 << 16;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final WebClient client;
    private final Duration patience;

    public Http() {
        this(PATIENCE);
    }

    /** @param patience how long an answer may take */
    public Http(Duration patience) {
        this.patience = patience;
        this.client = WebClient.builder()
                .factory(ClientFactory.ofDefault())
                .responseTimeout(patience)
                .writeTimeout(patience)
                .maxResponseLength(LONGEST_ANSWER_BYTES)
                .build();
    }

    /** Posts JSON; an answer of a status that means success is judged by its receiver's own rule. */
    Outcome post(URI address, Map<String, String> headers, String json, Function<String, Outcome> judge)
            throws InterruptedException {
        var request = RequestHeaders.builder(HttpMethod.POST, address.toString())
                .contentType(MediaType.JSON_UTF_8)
                .add(HttpHeaderNames.USER_AGENT, "tollgate-pager");
        headers.forEach(request::add);
        return send(HttpRequest.of(request.build(), HttpData.ofUtf8(json)), judge);
    }

    /** Gets; any answer of a status that means success will do. */
    public Outcome get(URI address) throws InterruptedException {
        return send(
                HttpRequest.of(RequestHeaders.builder(HttpMethod.GET, address.toString())
                        .add(HttpHeaderNames.USER_AGENT, "tollgate-pager")
                        .build()),
                body -> new Outcome.Delivered());
    }

    private Outcome send(HttpRequest request, Function<String, Outcome> judge) throws InterruptedException {
        try {
            AggregatedHttpResponse answer =
                    client.execute(request).aggregate().get(patience.toMillis() * 2, TimeUnit.MILLISECONDS);
            return outcome(answer, judge);
        } catch (ExecutionException e) {
            return Outcome.retry("no answer: " + rootName(e));
        } catch (TimeoutException e) {
            return Outcome.retry("no answer in time");
        }
    }

    private static Outcome outcome(AggregatedHttpResponse answer, Function<String, Outcome> judge) {
        int status = answer.status().code();
        if (answer.status().isSuccess()) {
            return judge.apply(answer.contentUtf8());
        }
        String reason = "answers " + status;
        boolean later = status == TOO_MANY_REQUESTS
                || status == REQUEST_TIMEOUT
                || status == TOO_EARLY
                || status >= SERVER_ERROR;
        return later ? new Outcome.Retry(reason, wait(answer)) : new Outcome.Refused(reason);
    }

    private static Duration wait(AggregatedHttpResponse answer) {
        String seconds = answer.headers().get(HttpHeaderNames.RETRY_AFTER, "0");
        try {
            Duration asked = Duration.ofSeconds(Math.max(0, Long.parseLong(seconds)));
            return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
        } catch (NumberFormatException e) { // a date, which nobody here sends
            return Duration.ZERO;
        }
    }

    /** The kind of failure; a message may have the address in it. */
    private static String rootName(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName();
    }
}
