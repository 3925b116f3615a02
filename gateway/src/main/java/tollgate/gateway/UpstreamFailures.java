package tollgate.gateway;

import com.linecorp.armeria.client.UnprocessedRequestException;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.util.Exceptions;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.Outcome;

/** Tells what a failure of the upstream means for its request. */
final class UpstreamFailures {
    /** How OpenAI, Azure and DashScope say that the request or the answer breaks their content policy. */
    private static final Set<String> CONTENT_POLICY =
            Set.of("content_filter", "content_policy_violation", "data_inspection_failed", "DataInspectionFailed");

    static final Failure INVALID_ANSWER = Failure.of(
            Outcome.UPSTREAM_ERROR, 502, "invalid_answer", "The upstream's answer is not a chat completion.");
    static final Failure ANSWER_TOO_LARGE =
            Failure.of(Outcome.UPSTREAM_ERROR, 502, "answer_too_large", "The upstream's answer is too large.");
    static final Failure ENDED_EARLY = Failure.of(
            Outcome.UPSTREAM_ERROR, 502, "stream_ended_early", "The upstream ended its stream before its answer.");

    static final Failure NO_KEY = Failure.of(
            Outcome.UPSTREAM_ERROR,
            502,
            "upstream_credentials",
            "All of the gateway's keys for the upstream are past their not_after.");
    static final Failure BREAKER_OPEN = Failure.of(
            Outcome.UPSTREAM_ERROR,
            503,
            "upstream_spared",
            "The upstream has failed again and again, and is not called for some seconds.");

    private static final Failure CONNECTION_FAILED =
            Failure.of(Outcome.UPSTREAM_ERROR, 502, "connection_failed", "The upstream could not be reached.");
    private static final Failure CONNECTION_LOST = Failure.of(
            Outcome.UPSTREAM_ERROR, 502, "connection_lost", "The connection to the upstream broke during its answer.");

    /** What it means that a call ended by an exception. */
    static Failure of(Throwable cause) {
        return switch (Exceptions.peel(cause)) {
            case FailureException e -> e.failure();
            case UnprocessedRequestException e -> CONNECTION_FAILED;
            default -> CONNECTION_LOST;
        };
    }

    /** What it means that an answer has a status other than 200. */
    static Failure of(ResponseHeaders headers, HttpData body, @Nullable String code) {
        int status = headers.status().code();
        String retryAfter = Words.code(headers.get(HttpHeaderNames.RETRY_AFTER));
        return switch (status) {
            case 429 ->
                new Failure(Outcome.RATE_LIMITED, 429, "rate_limited", said(status, code), null, null, retryAfter);
            case 408, 504 -> Failure.of(Outcome.TIMEOUT, 504, "upstream_timeout", said(status, code));
            case 401 ->
                Failure.of(
                        Outcome.UPSTREAM_ERROR,
                        502,
                        "upstream_credentials",
                        said(status, code) + " It does not accept the gateway's key.");
            case 403 -> refused(Outcome.POLICY, "policy", headers, body, code);
            default ->
                status < 400 || status >= 500
                        ? new Failure(
                                Outcome.UPSTREAM_ERROR,
                                502,
                                "upstream_error",
                                said(status, code),
                                null,
                                null,
                                retryAfter)
                        : code != null && CONTENT_POLICY.contains(code)
                                ? refused(Outcome.POLICY, "policy", headers, body, code)
                                : refused(Outcome.CLIENT_ERROR, "upstream_refused", headers, body, code);
        };
    }

    /** What it means that an error stands where an answer was to be, whatever the status. */
    static Failure ofError(@Nullable String code) {
        String word = code == null ? "" : " (" + code + ")";
        return code != null && CONTENT_POLICY.contains(code)
                ? Failure.of(Outcome.POLICY, 400, "policy", "The upstream refused the request" + word + ".")
                : Failure.of(
                        Outcome.UPSTREAM_ERROR,
                        502,
                        "upstream_error",
                        "The upstream answered with an error" + word + ".");
    }

    private static Failure refused(
            Outcome outcome, String type, ResponseHeaders headers, HttpData body, @Nullable String code) {
        MediaType contentType = headers.contentType();
        HttpData passedOn = contentType != null && contentType.isJson() && !body.isEmpty() ? body : null;
        int status = headers.status().code();
        return new Failure(outcome, status, type, said(status, code), null, passedOn, null);
    }

    private static String said(int status, @Nullable String code) {
        return "The upstream answered " + status + (code == null ? "." : " (" + code + ").");
    }

    private UpstreamFailures() {}
}
