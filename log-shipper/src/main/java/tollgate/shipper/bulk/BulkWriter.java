package tollgate.shipper.bulk;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
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
    private static final int TOO_LARGE = 413;

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
     * Returns when nothing is left to do.
     *
     * @param inDoubt whether some of the items may have been written before
     * @return what was refused, in order
     */
    public List<Refused> write(BulkBody body, boolean inDoubt) throws InterruptedException {
        int[] left = IntStream.range(0, body.items()).toArray();
        Map<Integer, Refused> refused = new TreeMap<>();
        boolean lookUp = inDoubt;
        int failures = 0;
        while (left.length > 0) {
            int before = left.length;
            try {
                if (lookUp) {
                    left = withoutExisting(body, left);
                    lookUp = false;
                }
                left = sendOnce(body, left, refused);
            } catch (IOException e) {
                lookUp = true;
                LOG.warn("no answer from Elasticsearch, {} documents wait: {}", left.length, e.toString());
            }
            if (left.length > 0) {
                failures = left.length < before ? 1 : failures + 1;
                Duration pause = backoff.after(failures);
                meter.retried(left.length);
                Thread.sleep(pause);
            }
        }
        return List.copyOf(refused.values());
    }

    private int[] withoutExisting(BulkBody body, int[] items) throws IOException, InterruptedException {
        Map<String, List<String>> idsByStream = new HashMap<>();
        for (int item : items) {
            idsByStream
                    .computeIfAbsent(body.index(item), stream -> new ArrayList<>())
                    .add(body.id(item));
        }
        Map<String, Set<String>> existing = new HashMap<>();
        for (Map.Entry<String, List<String>> stream : idsByStream.entrySet()) {
            existing.put(stream.getKey(), transport.existing(stream.getKey(), stream.getValue()));
        }
        int[] missing = Arrays.stream(items)
                .filter(item ->
                        !existing.getOrDefault(body.index(item), Set.of()).contains(body.id(item)))
                .toArray();
        meter.thereAlready(items.length - missing.length);
        return missing;
    }

    /** Returns the items that are to be tried again. */
    private int[] sendOnce(BulkBody body, int[] items, Map<Integer, Refused> refused)
            throws IOException, InterruptedException {
        if (items.length == 0) {
            return items;
        }
        BulkBody part = items.length == body.items() ? body : body.only(items);
        BulkAnswer answer = transport.send(part);
        if (answer.status() == TOO_LARGE && items.length > 1) {
            int half = items.length / 2;
            int[] first = sendOnce(body, Arrays.copyOfRange(items, 0, half), refused);
            int[] second = sendOnce(body, Arrays.copyOfRange(items, half, items.length), refused);
            return IntStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
        }
        if (answer.status() == TOO_LARGE) {
            refused.put(
                    items[0],
                    new Refused(items[0], new BulkAnswer.Item(TOO_LARGE, "too_large", "larger than a request may be")));
            return new int[0];
        }
        if (answer.status() != 200) {
            LOG.warn("Elasticsearch answers {} to a bulk of {} documents; they wait", answer.status(), items.length);
            if (answer.status() >= 500) {
                throw new IOException("status " + answer.status());
            }
            return items;
        }
        return sort(items, answer.items(), refused);
    }

    private int[] sort(int[] items, List<BulkAnswer.Item> answers, Map<Integer, Refused> refused) {
        IntStream.Builder again = IntStream.builder();
        int created = 0;
        int thereAlready = 0;
        for (int i = 0; i < items.length; i++) {
            BulkAnswer.Item answer = answers.get(i);
            if (answer.isCreated()) {
                created++;
            } else if (answer.isThereAlready()) {
                thereAlready++;
            } else if (answer.isRefused()) {
                refused.put(items[i], new Refused(items[i], answer));
            } else {
                again.add(items[i]);
            }
        }
        meter.created(created);
        meter.thereAlready(thereAlready);
        int[] left = again.build().toArray();
        if (left.length > 0) {
            BulkAnswer.Item first = answers.get(firstLeft(items, left[0]));
            LOG.warn(
                    "Elasticsearch puts off {} of {} documents: {} {}",
                    left.length,
                    items.length,
                    first.status(),
                    first.errorType());
        }
        return left;
    }

    private static int firstLeft(int[] items, int item) {
        return Arrays.binarySearch(items, item);
    }
}
