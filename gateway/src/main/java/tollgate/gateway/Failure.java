package tollgate.gateway;

import com.linecorp.armeria.common.HttpData;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.Outcome;

/**
 * Why a request was not answered.
 *
 * @param status for the client, where it has not got one yet
 * @param type one of the few words of this class and of {@link UpstreamFailures}, for logs and metrics
 * @param message for people, without any content
 * @param param the field of the request that is wrong
 * @param upstreamBody the upstream's own explanation for its client, to be passed on instead of ours; never for a log
 * @param retryAfter when the upstream wants to be asked again
 */
record Failure(
        Outcome outcome,
        int status,
        String type,
        String message,
        @Nullable String param,
        @Nullable HttpData upstreamBody,
        @Nullable String retryAfter) {

    static final Failure BODY_TIMEOUT =
            of(Outcome.CLIENT_ERROR, 408, "request_timeout", "The request's body did not arrive in time.");
    static final Failure TIMEOUT =
            of(Outcome.TIMEOUT, 504, "upstream_timeout", "The upstream did not finish its answer in time.");
    static final Failure CLIENT_CLOSED = of(
            Outcome.ABORTED,
            Outcome.CLIENT_CLOSED_REQUEST,
            "client_closed",
            "The client closed the connection before the end of its answer.");
    static final Failure SHUTTING_DOWN = of(Outcome.ABORTED, 503, "shutting_down", "The gateway is shutting down.");
    static final Failure LOG_UNAVAILABLE = of(
            Outcome.UPSTREAM_ERROR,
            503,
            "request_log_unavailable",
            "The gateway cannot write its request log and answers nothing that it cannot record.");
    static final Failure NO_ROOM = new Failure(
            Outcome.UPSTREAM_ERROR,
            503,
            "no_room",
            "The gateway holds as many bytes of requests and answers as it may; try again.",
            null,
            null,
            "1");
    static final Failure MODEL_NOT_FOUND = new Failure(
            Outcome.CLIENT_ERROR, 404, "model_not_found", "There is no model of this name here.", "model", null, null);
    static final Failure INTERNAL =
            of(Outcome.UPSTREAM_ERROR, 500, "internal_error", "The gateway failed; its log tells why.");

    static Failure of(Outcome outcome, int status, String type, String message) {
        return new Failure(outcome, status, type, message, null, null, null);
    }

    static Failure invalidRequest(InvalidRequestException cause) {
        return new Failure(Outcome.CLIENT_ERROR, 400, "invalid_request", cause.text(), cause.param(), null, null);
    }

    static Failure bodyTooLarge(long limitBytes) {
        return of(
                Outcome.CLIENT_ERROR,
                413,
                "body_too_large",
                "The request's body is larger than " + limitBytes + " bytes.");
    }

    static Failure badHeader(String name) {
        return of(
                Outcome.CLIENT_ERROR,
                400,
                "invalid_request",
                "The header " + name + " has more than " + Words.MAX_CHARS + " characters.");
    }
}
