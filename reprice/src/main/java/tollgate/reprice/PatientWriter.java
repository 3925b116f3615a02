package tollgate.reprice;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Writes documents, and those for which the cluster has no time again, until it has. */
final class PatientWriter {
    /** With {@link #LONGEST} between them, these are two minutes. */
    static final int TRIES = 30;

    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Documents documents;
    private final Pause pause;

    PatientWriter(Documents documents, Pause pause) {
        this.documents = documents;
        this.pause = pause;
    }

    /**
     * Writes each document whose condition holds.
     *
     * @return for each whether it is written; if not, its condition did not hold
     * @throws IOException as {@link Documents#write}, and where the cluster stays busy
     */
    List<Boolean> write(List<Write> writes) throws IOException {
        List<Boolean> written = new ArrayList<>(Collections.nCopies(writes.size(), false));
        List<Integer> open = IntStream.range(0, writes.size()).boxed().toList();
        Duration wait = FIRST;
        for (int tried = 1; !open.isEmpty(); tried++) {
            List<Write.Result> results =
                    documents.write(open.stream().map(writes::get).toList());
            List<Integer> busy = new ArrayList<>();
            for (int i = 0; i < results.size(); i++) {
                written.set(open.get(i), results.get(i) == Write.Result.DONE);
                if (results.get(i) == Write.Result.BUSY) {
                    busy.add(open.get(i));
                }
            }
            if (!busy.isEmpty()) {
                if (tried == TRIES) {
                    throw new IOException("Elasticsearch had no time for " + busy.size() + " documents, tried " + TRIES
                            + " times over two minutes");
                }
                waitFor(wait);
                wait = min(wait.multipliedBy(2), LONGEST);
            }
            open = busy;
        }
        return written;
    }

    private void waitFor(Duration wait) throws InterruptedIOException {
        try {
            pause.of(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while Elasticsearch was busy");
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
