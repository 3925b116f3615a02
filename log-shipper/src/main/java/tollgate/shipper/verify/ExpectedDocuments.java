package tollgate.shipper.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import tollgate.adapters.LineFormat;
import tollgate.requestlog.DocumentAdditions;
import tollgate.requestlog.DocumentIds;
import tollgate.requestlog.DocumentJson;
import tollgate.requestlog.DocumentWriter;
import tollgate.requestlog.JsonBytes;
import tollgate.requestlog.RefusedLineException;
import tollgate.requestlog.RequestRecord;
import tollgate.shipper.InvalidDocuments;
import tollgate.shipper.file.FilePosition;

/** Works out from a line alone which document it should have become. */
final class ExpectedDocuments {
    private static final int DOCUMENT_BYTES = 2_048;

    private final ObjectMapper mapper = new ObjectMapper();
    private final LineFormat reader;
    private final DocumentIds ids = new DocumentIds();
    private final DocumentWriter documents;
    private final InvalidDocuments invalid;
    private final Instant since;

    /** Lines of requests that started before an instant are passed over, and then refused lines too: they have no time. */
    ExpectedDocuments(String namespace, LineFormat reader, Instant since) {
        this.reader = reader;
        this.documents = new DocumentWriter(namespace);
        this.invalid = new InvalidDocuments(namespace, false);
        this.since = since;
    }

    /** Takes what a line should have become. */
    interface Consumer {
        void expected(Expected expected) throws IOException;
    }

    void of(FilePosition place, byte[] bytes, int start, int length, boolean withDocument, Consumer consumer)
            throws IOException {
        String invalidId = invalid.id(place, bytes, start, length);
        try {
            RequestRecord record = reader.read(bytes, start, length);
            if (!record.timestamp().isBefore(since)) {
                JsonNode document = withDocument ? document(record) : null;
                consumer.expected(new Expected(invalidId, ids.ofRequest(record), document));
            }
        } catch (RefusedLineException e) {
            if (since.equals(Instant.MIN)) {
                consumer.expected(new Expected(invalidId, null, null));
            }
        }
    }

    private JsonNode document(RequestRecord record) throws IOException {
        JsonBytes json = new JsonBytes(DOCUMENT_BYTES);
        documents.write(new DocumentJson(json), record, DocumentAdditions.NONE, Instant.EPOCH);
        return mapper.readTree(json.toByteArray());
    }
}
