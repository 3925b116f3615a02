package tollgate.requestlog;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tollgate.requestlog.RefusedLineException.Reason;

/** Reads the value of one field into the builder, checked against the field's type. */
final class FieldReader {
    private final Map<String, RecordKind> kinds = byCode(RecordKind.values());
    private final Map<String, UsageSource> usageSources = byCode(UsageSource.values());
    private final Map<String, Outcome> outcomes = byCode(Outcome.values());

    private final TextCache texts = new TextCache();

    void read(Field field, JsonToken token, JsonParser parser, RequestRecordBuilder record)
            throws IOException, RefusedLineException {
        switch (field) {
            case TIMESTAMP -> record.timestamp(timestamp(field, token, parser));
            case REQUEST_ID -> record.requestId(text(field, token, parser));
            case MODEL_NAME -> record.modelName(repeated(field, token, parser));
            case INPUT_TOKENS -> record.inputTokens(count(field, token, parser));
            case OUTPUT_TOKENS -> record.outputTokens(count(field, token, parser));
            case LATENCY_MS -> record.latencyNanos(nanos(field, token, parser));
            case KIND -> record.kind(code(kinds, field, token, parser));
            case RESPONSE_MODEL -> record.responseModel(repeated(field, token, parser));
            case RESPONSE_ID -> record.responseId(text(field, token, parser));
            case PROVIDER -> record.provider(repeated(field, token, parser));
            case OPERATION -> record.operation(repeated(field, token, parser));
            case STREAM -> record.stream(bool(field, token));
            case FINISH_REASON -> record.finishReason(repeated(field, token, parser));
            case CACHE_READ_TOKENS -> record.cacheReadTokens(count(field, token, parser));
            case CACHE_CREATION_TOKENS -> record.cacheCreationTokens(count(field, token, parser));
            case REASONING_TOKENS -> record.reasoningTokens(count(field, token, parser));
            case USAGE_SOURCE -> record.usageSource(code(usageSources, field, token, parser));
            case OUTCOME -> record.outcome(code(outcomes, field, token, parser));
            case STATUS_CODE -> record.status(status(field, token, parser));
            case ERROR_TYPE -> record.errorType(repeated(field, token, parser));
            case ERROR_MESSAGE -> record.errorMessage(text(field, token, parser));
            case TTFT_MS -> record.ttftNanos(nanos(field, token, parser));
            case UPSTREAM_MS -> record.upstreamNanos(nanos(field, token, parser));
            case OVERHEAD_MS -> record.overheadNanos(nanos(field, token, parser));
            case ATTEMPTS -> record.attempts(count(field, token, parser));
            case ATTEMPT_ID -> record.attemptId(text(field, token, parser));
            case TENANT -> record.tenant(repeated(field, token, parser));
            case USER -> record.user(text(field, token, parser));
            case KEY_ID -> record.keyId(repeated(field, token, parser));
            case CLIENT_ADDRESS -> record.clientAddress(text(field, token, parser));
            case USER_AGENT -> record.userAgent(repeated(field, token, parser));
            case SERVICE_NAME -> record.serviceName(repeated(field, token, parser));
            case SERVICE_VERSION -> record.serviceVersion(repeated(field, token, parser));
            case SERVICE_NODE -> record.serviceNode(repeated(field, token, parser));
            case HOST -> record.host(repeated(field, token, parser));
            case TRACE_ID -> record.traceId(text(field, token, parser));
        }
    }

    private static String text(Field field, JsonToken token, JsonParser parser)
            throws IOException, RefusedLineException {
        if (token != JsonToken.VALUE_STRING) {
            throw wrongType(field, "a string");
        }
        String text = parser.getText();
        if (text.length() > LineReader.MAX_TEXT_CHARS) {
            throw outOfRange(field, "is longer than " + LineReader.MAX_TEXT_CHARS + " characters");
        }
        return text;
    }

    /** A text of which a log has few different ones. */
    private String repeated(Field field, JsonToken token, JsonParser parser) throws IOException, RefusedLineException {
        if (token != JsonToken.VALUE_STRING || parser.getTextLength() > LineReader.MAX_TEXT_CHARS) {
            return text(field, token, parser); // which refuses it
        }
        return texts.get(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    }

    private static Instant timestamp(Field field, JsonToken token, JsonParser parser)
            throws IOException, RefusedLineException {
        Instant instant = Timestamps.parse(text(field, token, parser));
        if (instant == null) {
            throw new RefusedLineException(
                    Reason.BAD_TIMESTAMP, field, field.lineName() + " is no RFC 3339 date-time with an offset");
        }
        if (instant.isBefore(LineReader.MIN_TIMESTAMP) || !instant.isBefore(LineReader.END_OF_TIMESTAMPS)) {
            throw outOfRange(field, "is not from 1970 to 9998");
        }
        return instant;
    }

    private static boolean bool(Field field, JsonToken token) throws RefusedLineException {
        if (!token.isBoolean()) {
            throw wrongType(field, "true or false");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    private static long count(Field field, JsonToken token, JsonParser parser)
            throws IOException, RefusedLineException {
        return whole(field, token, parser, 0, LineReader.MAX_COUNT);
    }

    private static int status(Field field, JsonToken token, JsonParser parser)
            throws IOException, RefusedLineException {
        return (int) whole(field, token, parser, 100, 599);
    }

    private static long whole(Field field, JsonToken token, JsonParser parser, long least, long most)
            throws IOException, RefusedLineException {
        if (token != JsonToken.VALUE_NUMBER_INT) {
            throw wrongType(field, "a whole number");
        }
        if (parser.getNumberType() == NumberType.BIG_INTEGER) {
            throw parser.getBigIntegerValue().signum() < 0 ? negative(field) : outOfRange(field, "is above " + most);
        }
        long value = parser.getLongValue();
        if (value < 0) {
            throw negative(field);
        }
        if (value < least || value > most) {
            throw outOfRange(field, "is not from " + least + " to " + most);
        }
        return value;
    }

    private static long nanos(Field field, JsonToken token, JsonParser parser)
            throws IOException, RefusedLineException {
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return LineReader.nanosOfMillis(whole(field, token, parser, 0, LineReader.MAX_MILLIS));
        }
        if (token != JsonToken.VALUE_NUMBER_FLOAT) {
            throw wrongType(field, "a number");
        }
        long plain = Millis.plainNanos(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        if (plain >= 0 && plain <= LineReader.nanosOfMillis(LineReader.MAX_MILLIS)) {
            return plain;
        }
        double millis = parser.getDoubleValue();
        if (millis < 0) {
            throw negative(field);
        }
        if (!(millis <= LineReader.MAX_MILLIS)) {
            throw outOfRange(field, "is above " + LineReader.MAX_MILLIS);
        }
        return LineReader.nanosOfMillis(millis);
    }

    private <C extends Code> C code(Map<String, C> codes, Field field, JsonToken token, JsonParser parser)
            throws IOException, RefusedLineException {
        C code = codes.get(repeated(field, token, parser));
        if (code == null) {
            throw new RefusedLineException(
                    Reason.UNKNOWN_VALUE,
                    field,
                    field.lineName() + " is none of "
                            + codes.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        return code;
    }

    private static <C extends Code> Map<String, C> byCode(C[] codes) {
        return Arrays.stream(codes).collect(Collectors.toUnmodifiableMap(Code::code, Function.identity()));
    }

    private static RefusedLineException wrongType(Field field, String expected) {
        return new RefusedLineException(Reason.WRONG_TYPE, field, field.lineName() + " is not " + expected);
    }

    private static RefusedLineException negative(Field field) {
        return new RefusedLineException(Reason.NEGATIVE, field, field.lineName() + " is negative");
    }

    private static RefusedLineException outOfRange(Field field, String explanation) {
        return new RefusedLineException(Reason.OUT_OF_RANGE, field, field.lineName() + " " + explanation);
    }
}
