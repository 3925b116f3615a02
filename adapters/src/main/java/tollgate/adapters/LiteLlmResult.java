package tollgate.adapters;

import static tollgate.requestlog.RequestRecord.UNKNOWN;

import org.jspecify.annotations.Nullable;
import tollgate.requestlog.Field;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RefusedLineException;
import tollgate.requestlog.RefusedLineException.Reason;
import tollgate.requestlog.RequestRecordBuilder;

/**
 * How a call of LiteLLM ended. A failure is told by the class of its exception where that says more than the status; a failure
 * without a status is one that LiteLLM answers with 500. Source: BerriAI/litellm, litellm/exceptions.py.
 */
record LiteLlmResult(
        @Nullable Outcome outcome, int status, @Nullable String errorType) {
    private static final int UNAUTHORISED = 401;

    static LiteLlmResult of(LiteLlmLine line) throws RefusedLineException {
        String status = line.text(LiteLlmField.STATUS);
        return switch (status) {
            case "success" -> new LiteLlmResult(Outcome.OK, (int) UNKNOWN, null);
            case "failure" -> new LiteLlmResult(outcome(line), line.errorCode(), line.text(LiteLlmField.ERROR_CLASS));
            case null -> new LiteLlmResult(null, (int) UNKNOWN, null);
            default ->
                throw RefusedLineException.of(
                        Reason.UNKNOWN_VALUE, Field.OUTCOME, "status is none of failure, success");
        };
    }

    private static Outcome outcome(LiteLlmLine line) {
        if ("guardrail_intervened".equals(line.text(LiteLlmField.GUARDRAIL_STATUS))) {
            return Outcome.POLICY;
        }
        return switch (line.text(LiteLlmField.ERROR_CLASS)) {
            case "ContentPolicyViolationError",
                    "BudgetExceededError",
                    "GuardrailRaisedException",
                    "BlockedPiiEntityError" -> Outcome.POLICY;
            case "Timeout" -> Outcome.TIMEOUT;
            case "CancelledError" -> Outcome.ABORTED;
            case null, default -> ofStatus(line.errorCode(), line.text(LiteLlmField.ERROR_PROVIDER) != null);
        };
    }

    private static Outcome ofStatus(int status, boolean fromProvider) {
        // A provider that refuses the gateway's own key is no mistake of the caller.
        boolean gatewaysKey = fromProvider && status == UNAUTHORISED;
        return status < 400 || gatewaysKey ? Outcome.UPSTREAM_ERROR : Outcome.ofStatus(status);
    }

    boolean failed() {
        return outcome != null && outcome != Outcome.OK;
    }

    void addTo(RequestRecordBuilder record) {
        record.outcome(outcome).status(status).errorType(errorType);
    }
}
