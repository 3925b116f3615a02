package tollgate.reprice;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.DocumentField;
import tollgate.requestlog.DocumentIds;
import tollgate.requestlog.DocumentJson;
import tollgate.requestlog.Field;

/**
 * What a usage window counts together, whatever the currency.
 *
 * @param start of its minute or hour
 * @param model that answered, or that was asked for where none did
 */
record WindowKey(
        WindowSpan span,
        Instant start,
        @Nullable String provider,
        @Nullable String model,
        @Nullable String tenant,
        @Nullable String outcome,
        @Nullable Boolean stream) {

    /** The window of a request, or of a usage document, whose time is known. */
    static WindowKey of(JsonNode document, Instant time, WindowSpan span) {
        return new WindowKey(
                span,
                span.start(time),
                DocumentTree.text(document, Field.PROVIDER),
                RequestDocument.model(document),
                DocumentTree.text(document, Field.TENANT),
                DocumentTree.text(document, Field.OUTCOME),
                DocumentTree.bool(document, Field.STREAM));
    }

    /** The {@code _id} of its only correction in a currency; the empty one stands for requests without a cost. */
    String correctionId(DocumentIds ids, String currency) {
        return ids.of(
                start,
                Stream.of(Correction.ACTION, provider, model, tenant, outcome, stream, currency)
                        // What is absent must differ from any text that is there.
                        .map(part -> part == null ? "" : "=" + part)
                        .toArray(String[]::new));
    }

    void writeGenAi(DocumentJson to) throws IOException {
        to.text(Field.PROVIDER, provider);
        to.bool(Field.STREAM, stream);
        to.text(Field.RESPONSE_MODEL, model);
    }

    void writeGateway(DocumentJson to) throws IOException {
        to.text(Field.TENANT, tenant);
        to.text(Field.OUTCOME, outcome);
        to.count(DocumentField.WINDOW_SECONDS, span.seconds());
    }
}
