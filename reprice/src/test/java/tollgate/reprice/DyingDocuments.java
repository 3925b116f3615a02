package tollgate.reprice;

import java.io.IOException;
import java.util.List;

/** Writes so many documents, in the middle of a bulk if need be, and then answers no more, as if the process were killed. */
final class DyingDocuments implements Documents {
    private final Documents documents;
    private int left;

    DyingDocuments(Documents documents, int writes) {
        this.documents = documents;
        this.left = writes;
    }

    @Override
    public Walk walk(Selection selection) throws IOException {
        return documents.walk(selection);
    }

    @Override
    public List<Stored> readAgain(List<Stored> before) throws IOException {
        return documents.readAgain(before);
    }

    @Override
    public List<Write.Result> write(List<Write> writes) throws IOException {
        if (writes.size() <= left) {
            left -= writes.size();
            return documents.write(writes);
        }
        documents.write(writes.subList(0, left));
        left = 0;
        throw new IOException("killed");
    }
}
