package tollgate.shipper.bulk;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes bulks until each document is in Elasticsearch or refused for good, however long that takes.
 *
 * <p>Created and there already (409) are both success. Refused for good are 400 and 413. Everything else is tried again after
 * a pause: a full queue (429), a missing shard (503), a locked index (403), no answer. After no answer, and where the caller
 * is in doubt, the ids are looked up first, across all backing indices of their stream: an id is unique within one of them
 * only, and the stream may have rolled over meanwhile.
 */
public final class BulkWriter {
    private static final Logger LOG = LoggerFactory.getLogger(BulkWriter.class);
    private static final int OK = 200;
    private static final int TOO_LARGE = 413;
    private static final int SERVER_ERROR = 500;

    private final BulkTransport transport;
    private final Backoff backoff;
    private final BulkMeter meter;

    public BulkWriter(BulkTransport transport, Backoff backoff, BulkMeter meter) {
        this.transport = transport;
        this.backoff = backoff;
        this.meter = meter;
    }

    /**
     * An item that Elasticsearch will never take.
     *
     * @param item its number in the body
     */
    public record Refused(int item, BulkAnswer.Item answer) {}

    /**
     * What became of a body.
     *
     * @param refused what Elasticsearch will never take, in order
     * @param repeated numbers of the items that somebody else had written, or another line of the same id, in order
     * @param earlier items that had been written before, with the {@code @timestamp} that they got then
     */
    public record Written(List<Refused> refused, List<Integer> repeated, Map<Integer, Instant> earlier) {}

    /**
     * Returns when nothing is left to do.
     *
     * @param inDoubt whether some of the items may have been written before
     */
    public Written write(BulkBody body, boolean inDoubt) throws InterruptedException {
        BulkProgress progress = new BulkProgress(body);
        boolean lookUp = inDoubt;
        int failures = 0;
        while (!progress.isDone()) {
            int before = progress.left();
            try {
                if (lookUp) {
                    progress.existing(existing(body, progress.toSend()));
                    lookUp = false;
                }
                sendOnce(body, progress.toSend(), progress);
                // Written before: by this very line, or by another one?
                progress.existing(existing(body, progress.toAsk()));
            } catch (IOException e) {
                lookUp = true;
                LOG.warn("no answer from Elasticsearch, {} documents wait: {}", progress.left(), e.toString());
            }
            if (!progress.isDone()) {
                if (progress.putOff() != null) {
                    LOG.warn("{} documents wait; Elasticsearch puts them off: {}", progress.left(), progress.putOff());
                }
                failures = progress.left() < before ? 1 : failures + 1;
                meter.retried(progress.left());
                Thread.sleep(backoff.after(failures));
            }
        }
        meter.created(progress.created());
        meter.thereAlready(progress.thereAlready());
        return progress.written();
    }

    private Map<String, Map<String, BulkTransport.Existing>> existing(BulkBody body, int[] items)
            throws IOException, InterruptedException {
        Map<String, List<String>> idsByStream = new HashMap<>();
        for (int item : items) {
            idsByStream
                    .computeIfAbsent(body.index(item), stream -> new ArrayList<>())
                    .add(body.id(item));
        }
        Map<String, Map<String, BulkTransport.Existing>> existing = new HashMap<>();
        for (Map.Entry<String, List<String>> stream : idsByStream.entrySet()) {
            existing.put(stream.getKey(), transport.existing(stream.getKey(), stream.getValue()));
        }
        return existing;
    }

    private void sendOnce(BulkBody body, int[] items, BulkProgress progress) throws IOException, InterruptedException {
        if (items.length == 0) {
            return;
        }
        BulkAnswer answer = transport.send(items.length == body.items() ? body : body.only(items));
        if (answer.status() == TOO_LARGE && items.length > 1) {
            int half = items.length / 2;
            sendOnce(body, Arrays.copyOfRange(items, 0, half), progress);
            sendOnce(body, Arrays.copyOfRange(items, half, items.length), progress);
        } else if (answer.status() == TOO_LARGE) {
            progress.answered(items[0], BulkAnswer.Item.of(TOO_LARGE, "too_large", "larger than a request may be"));
        } else if (answer.status() == OK) {
            for (int i = 0; i < items.length; i++) {
                progress.answered(items[i], answer.items().get(i));
            }
        } else {
            LOG.warn("Elasticsearch answers {} to a bulk of {} documents; they wait", answer.status(), items.length);
            if (answer.status() >= SERVER_ERROR) { // it may have been written all the same
                throw new IOException("status " + answer.status());
            }
        }
    }
}
