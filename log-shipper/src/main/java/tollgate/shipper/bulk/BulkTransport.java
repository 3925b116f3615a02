package tollgate.shipper.bulk;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Elasticsearch, as far as the shipper needs it. */
public interface BulkTransport {
    /**
     * Sends items once.
     *
     * @throws IOException where no whole answer came; the items may have been written all the same
     */
    BulkAnswer send(BulkBody body) throws IOException, InterruptedException;

    /**
     * What a document says of itself.
     *
     * @param origin where its line stood; empty where it names none
     * @param timestamp its {@code @timestamp}
     */
    record Existing(String origin, Instant timestamp) {}

    /**
     * Which of these ids the stream has, in any of its backing indices, as of now.
     *
     * @throws IOException where no answer came
     */
    Map<String, Existing> existing(String stream, Collection<String> ids) throws IOException, InterruptedException;

    /**
     * Whether the stream has no document, or does not exist.
     *
     * @throws IOException where no answer came
     */
    boolean isEmpty(String stream) throws IOException, InterruptedException;

    /**
     * When the stream got its newest backing index, if it has older ones; only what is older than that can lie in those.
     *
     * @throws IOException where no answer came
     */
    Optional<Instant> rolledOverAt(String stream) throws IOException, InterruptedException;
}
