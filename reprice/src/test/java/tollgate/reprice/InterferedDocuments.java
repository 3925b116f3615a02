package tollgate.reprice;

import java.io.IOException;
import java.util.List;

/** Lets something else happen before one of the writes. */
final class InterferedDocuments implements Documents {
    private final Documents documents;
    private final Runnable interference;
    private int writesBefore;

    InterferedDocuments(Documents documents, int writesBefore, Runnable interference) {
        this.documents = documents;
        this.writesBefore = writesBefore;
        this.interference = interference;
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
        if (writesBefore-- == 0) {
            interference.run();
        }
        return documents.write(writes);
    }
}
