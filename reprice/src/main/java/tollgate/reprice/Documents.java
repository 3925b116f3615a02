package tollgate.reprice;

import java.io.IOException;
import java.util.List;

/** The documents of a cluster, to be read as they are at one moment and to be written under conditions. One thread at a time. */
interface Documents {
    /** Documents read at most at once. */
    int PAGE = 1_000;

    /**
     * Walks over documents as they are now, in the order of their {@code @timestamp}; what is written later is not seen. A
     * data stream that does not exist has no documents.
     */
    Walk walk(Selection selection) throws IOException;

    /** The documents as they are now, without those that are no longer there. */
    List<Stored> readAgain(List<Stored> documents) throws IOException;

    /**
     * Writes each document whose condition holds.
     *
     * @return what became of each, in their order
     * @throws IOException where nothing answers or a document is refused for good; each document is then written or not
     */
    List<Write.Result> write(List<Write> writes) throws IOException;

    /** Pages of documents, whose order is the same in each walk over unchanged documents. */
    interface Walk extends AutoCloseable {
        /** The next ones; empty at the end. */
        List<Stored> next() throws IOException;

        @Override
        void close() throws IOException;
    }
}
