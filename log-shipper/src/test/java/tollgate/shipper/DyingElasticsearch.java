package tollgate.shipper;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import tollgate.shipper.bulk.BulkAnswer;
import tollgate.shipper.bulk.BulkBody;
import tollgate.shipper.bulk.BulkTransport;

/**
 * From one request on, no answer ever reaches the shipper: to it that is the same as dying there, since all that it does
 * afterwards is what it does without an answer, which is nothing. The request at which it dies may still be written.
 */
final class DyingElasticsearch implements BulkTransport {
    private final BulkTransport elasticsearch;
    private final AtomicInteger requestsToLive;
    private final boolean lastIsWritten;
    private final CountDownLatch dead = new CountDownLatch(1);

    DyingElasticsearch(BulkTransport elasticsearch, int requestsToLive, boolean lastIsWritten) {
        this.elasticsearch = elasticsearch;
        this.requestsToLive = new AtomicInteger(requestsToLive);
        this.lastIsWritten = lastIsWritten;
    }

    boolean isDead() {
        return dead.getCount() == 0;
    }

    @Override
    public BulkAnswer send(BulkBody body) throws IOException, InterruptedException {
        if (requestsToLive.getAndDecrement() > 0) {
            return elasticsearch.send(body);
        }
        if (lastIsWritten) {
            elasticsearch.send(body);
        }
        throw die();
    }

    @Override
    public Map<String, Existing> existing(String stream, Collection<String> ids)
            throws IOException, InterruptedException {
        if (requestsToLive.get() > 0) {
            return elasticsearch.existing(stream, ids);
        }
        throw die();
    }

    @Override
    public boolean isEmpty(String stream) throws IOException, InterruptedException {
        return elasticsearch.isEmpty(stream);
    }

    @Override
    public Optional<Instant> rolledOverAt(String stream) throws IOException, InterruptedException {
        return elasticsearch.rolledOverAt(stream);
    }

    private IllegalStateException die() throws InterruptedException {
        dead.countDown();
        new CountDownLatch(1).await();
        return new IllegalStateException("only an interruption ends this");
    }
}
