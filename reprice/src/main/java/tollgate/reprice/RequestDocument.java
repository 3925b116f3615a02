package tollgate.reprice;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tollgate.pricing.Usage;
import tollgate.requestlog.DocumentName;
import tollgate.requestlog.Field;
import tollgate.requestlog.Timestamps;

/** What pricing asks of a request's document. */
final class RequestDocument {
    /** The model that answered, or that was asked for where none did; null where the document names none. */
    static @Nullable String model(JsonNode document) {
        String answered = DocumentTree.text(document, Field.RESPONSE_MODEL);
        return answered == null ? DocumentTree.text(document, Field.MODEL_NAME) : answered;
    }

    static @Nullable Instant time(JsonNode document) {
        String time = DocumentTree.text(document, Field.TIMESTAMP);
        return time == null ? null : Timestamps.parse(time);
    }

    /** What is to be priced, or null where the document names no model or no time: nobody can price that. */
    static @Nullable Usage usage(JsonNode document) {
        String model = model(document);
        Instant at = time(document);
        if (model == null || at == null) {
            return null;
        }
        return new Usage(
                DocumentTree.text(document, Field.PROVIDER),
                model,
                at,
                count(document, Field.INPUT_TOKENS),
                count(document, Field.OUTPUT_TOKENS),
                count(document, Field.CACHE_READ_TOKENS),
                count(document, Field.CACHE_CREATION_TOKENS),
                count(document, Field.REASONING_TOKENS));
    }

    private static long count(JsonNode document, DocumentName name) {
        return DocumentTree.whole(document, name, Usage.UNKNOWN);
    }

    private RequestDocument() {}
}
