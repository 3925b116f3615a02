package tollgate.pager.state;

class MemoryDocumentsTest extends SharedDocumentsContract {
    private final MemoryDocuments documents = new MemoryDocuments();

    @Override
    SharedDocuments documents() {
        return documents;
    }
}
