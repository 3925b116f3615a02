package tollgate.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Writes the simulated model's answers as OpenAI's API does. */
final class SimulatedJson {
    private static final String[] WORDS = {
        "the", "gate", "counts", "every", "request", "once", "and", "writes", "it", "down", "before", "anyone", "leaves"
    };
    private static final HttpData DONE = HttpData.ofUtf8("data: " + SseEvent.DONE + "\n\n");

    /** Writes the members that differ. */
    private interface Members {
        void write(JsonGenerator to) throws IOException;
    }

    private final JsonFactory json;

    SimulatedJson(JsonFactory json) {
        this.json = json;
    }

    HttpData whole(SimulatedAnswer answer, String model, Instant created) {
        return object(answer, "", "chat.completion", model, created, "", to -> {
            to.writeArrayFieldStart("choices");
            to.writeStartObject();
            to.writeNumberField("index", 0);
            to.writeObjectFieldStart("message");
            to.writeStringField("role", "assistant");
            to.writeStringField("content", words(0, answer.outputTokens() - answer.reasoningTokens()));
            to.writeEndObject();
            to.writeStringField("finish_reason", answer.finishReason());
            to.writeEndObject();
            to.writeEndArray();
            usage(to, answer);
        });
    }

    /** A chunk with some tokens; {@code isLast} closes the choice. */
    HttpData chunk(
            SimulatedAnswer answer, String model, Instant created, long fromToken, long toToken, boolean isLast) {
        return object(answer, "data: ", "chat.completion.chunk", model, created, "\n\n", to -> {
            to.writeArrayFieldStart("choices");
            to.writeStartObject();
            to.writeNumberField("index", 0);
            to.writeObjectFieldStart("delta");
            if (fromToken == 0) {
                to.writeStringField("role", "assistant");
            }
            if (toToken > fromToken) {
                to.writeStringField("content", words(fromToken, toToken));
            }
            to.writeEndObject();
            to.writeStringField("finish_reason", isLast ? answer.finishReason() : null);
            to.writeEndObject();
            to.writeEndArray();
        });
    }

    HttpData usageChunk(SimulatedAnswer answer, String model, Instant created) {
        return object(answer, "data: ", "chat.completion.chunk", model, created, "\n\n", to -> {
            to.writeArrayFieldStart("choices");
            to.writeEndArray();
            usage(to, answer);
        });
    }

    HttpData done() {
        return DONE;
    }

    private static void usage(JsonGenerator to, SimulatedAnswer answer) throws IOException {
        to.writeObjectFieldStart("usage");
        to.writeNumberField("prompt_tokens", answer.inputTokens());
        to.writeNumberField("completion_tokens", answer.outputTokens());
        to.writeNumberField("total_tokens", answer.inputTokens() + answer.outputTokens());
        if (answer.cachedTokens() > 0) {
            to.writeObjectFieldStart("prompt_tokens_details");
            to.writeNumberField("cached_tokens", answer.cachedTokens());
            to.writeEndObject();
        }
        if (answer.reasoningTokens() > 0) {
            to.writeObjectFieldStart("completion_tokens_details");
            to.writeNumberField("reasoning_tokens", answer.reasoningTokens());
            to.writeEndObject();
        }
        to.writeEndObject();
    }

    private HttpData object(
            SimulatedAnswer answer,
            String before,
            String object,
            String model,
            Instant created,
            String after,
            Members members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator to = json.createGenerator(bytes)) {
            to.writeRaw(before);
            to.writeStartObject();
            to.writeStringField("id", answer.id());
            to.writeStringField("object", object);
            to.writeNumberField("created", created.getEpochSecond());
            to.writeStringField("model", model);
            members.write(to);
            to.writeEndObject();
            to.writeRaw(after);
        } catch (IOException e) { // the target is memory
            throw new UncheckedIOException(e);
        }
        return HttpData.wrap(bytes.toByteArray());
    }

    private static String words(long from, long to) {
        StringBuilder text = new StringBuilder();
        for (long token = from; token < to; token++) {
            text.append(token == 0 ? "" : " ").append(WORDS[(int) (token % WORDS.length)]);
        }
        return text.toString();
    }
}
