package tollgate.reprice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import tollgate.requestlog.DataStream;

class InMemoryDocumentsTest extends DocumentsContract {
    private final InMemoryDocuments documents = new InMemoryDocuments(PAGE_SIZE);

    @Override
    Documents documents() {
        return documents;
    }

    @Override
    void put(DataStream stream, String id, ObjectNode source) {
        documents.put(stream, NAMESPACE, id, source);
    }
}
