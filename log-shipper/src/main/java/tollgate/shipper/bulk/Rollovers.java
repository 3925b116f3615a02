package tollgate.shipper.bulk;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows, to within five seconds, whether documents of a time could lie in an older backing index of the stream, where their
 * ids would not stop them from being written again. Safe for many threads.
 */
public final class Rollovers {
    private static final Logger LOG = LoggerFactory.getLogger(Rollovers.class);
    private static final Duration FRESH_FOR = Duration.ofSeconds(5);

    private final BulkTransport transport;
    private final String stream;
    private final InstantSource clock;
    private Instant asked = Instant.EPOCH;
    private Instant newest = Instant.MIN;

    public Rollovers(BulkTransport transport, String stream, InstantSource clock) {
        this.transport = transport;
        this.stream = stream;
        this.clock = clock;
    }

    /** Whether a document of this time is in doubt; where Elasticsearch does not tell, it is. */
    public synchronized boolean isInDoubt(Instant oldest) throws InterruptedException {
        Instant now = clock.instant();
        if (asked.plus(FRESH_FOR).isBefore(now)) {
            try {
                newest = transport.rolledOverAt(stream).orElse(Instant.MIN);
                asked = now;
            } catch (IOException e) {
                LOG.debug("no answer about the indices of {}", stream, e);
                return true;
            }
        }
        return oldest.isBefore(newest);
    }
}
