package tollgate.dashboards;

import java.util.List;
import java.util.stream.Stream;
import tollgate.requestlog.DocumentField;
import tollgate.requestlog.DocumentName;
import tollgate.requestlog.Field;

/** Names of fields that are spoken of outside of queries, from the table that documents are written by. */
public final class Fields {
    public static final String EVENT_ID = Field.REQUEST_ID.documentPath();
    public static final String EVENT_OUTCOME = DocumentField.EVENT_OUTCOME.documentPath();
    public static final String EVENT_DURATION = DocumentField.EVENT_DURATION.documentPath();

    /** Amounts of money in a request. */
    public static final List<String> COSTS = paths(
            DocumentField.COST_AMOUNT,
            DocumentField.COST_INPUT,
            DocumentField.COST_OUTPUT,
            DocumentField.COST_CACHE,
            DocumentField.REPORTING_COST_AMOUNT);

    /** Amounts of money in a usage window. */
    public static final List<String> WINDOW_COSTS =
            paths(DocumentField.WINDOW_COST_AMOUNT, DocumentField.REPORTING_COST_AMOUNT);

    public static final List<String> TOKENS = paths(
            Field.INPUT_TOKENS,
            Field.OUTPUT_TOKENS,
            Field.CACHE_READ_TOKENS,
            Field.CACHE_CREATION_TOKENS,
            Field.REASONING_TOKENS);

    /** Times in a request. */
    public static final List<String> MILLISECONDS =
            paths(Field.LATENCY_MS, Field.TTFT_MS, Field.UPSTREAM_MS, Field.OVERHEAD_MS);

    /** Times in a usage window. */
    public static final List<String> WINDOW_MILLISECONDS = paths(
            DocumentField.LATENCY_SUM_MS,
            DocumentField.LATENCY_MIN_MS,
            DocumentField.LATENCY_MAX_MS,
            DocumentField.TTFT_SUM_MS,
            DocumentField.TTFT_MIN_MS,
            DocumentField.TTFT_MAX_MS);

    /** What to see of a request that failed. */
    public static final List<String> FAILED_REQUEST = paths(
            Field.REQUEST_ID,
            Field.TENANT,
            Field.MODEL_NAME,
            Field.PROVIDER,
            Field.OUTCOME,
            Field.STATUS_CODE,
            Field.ERROR_TYPE,
            Field.ERROR_MESSAGE,
            Field.LATENCY_MS);

    /** What to see of one request. */
    public static final List<String> ONE_REQUEST = paths(
            Field.KIND,
            Field.TENANT,
            Field.KEY_ID,
            Field.MODEL_NAME,
            Field.RESPONSE_MODEL,
            Field.PROVIDER,
            Field.ATTEMPTS,
            Field.OUTCOME,
            Field.STATUS_CODE,
            Field.TTFT_MS,
            Field.LATENCY_MS,
            Field.INPUT_TOKENS,
            Field.OUTPUT_TOKENS,
            DocumentField.COST_AMOUNT,
            DocumentField.COST_CURRENCY);

    private Fields() {}

    private static List<String> paths(DocumentName... fields) {
        return Stream.of(fields).map(DocumentName::documentPath).toList();
    }
}
