package tollgate.shipper.bulk;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;

/** Elasticsearch, as far as the shipper needs it. */
public interface BulkTransport {
    /**
     * Sends items once.
     *
     * @throws IOException where no whole answer came; the items may have been written all the same
     */
    BulkAnswer send(BulkBody body) throws IOException, InterruptedException;

    /**
     * Which of these ids the stream has, in any of its backing indices, as of now, with the origin that each document names;
     * empty where it names none.
     *
     * @throws IOException where no answer came
     */
    Map<String, String> existing(String stream, Collection<String> ids) throws IOException, InterruptedException;

    /**
     * Whether the stream has no document, or does not exist.
     *
     * @throws IOException where no answer came
     */
    boolean isEmpty(String stream) throws IOException, InterruptedException;
}
