package tollgate.stream.load;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tollgate.shipper.bulk.BulkBody;
import tollgate.stream.DocumentHeaders;

/** Documents on their way, and how far they bring each partition. Used again and again; one thread at a time. */
final class DocumentBatch {
    private final BulkBody body = new BulkBody();
    private final List<ConsumerRecord<String, byte[]>> messages = new ArrayList<>();
    private final List<@Nullable Instant> ends = new ArrayList<>();
    private final Map<PartitionOffsets, Long> next = new HashMap<>();
    private boolean inDoubt;
    private Instant oldestRequest = Instant.MAX;
    private Instant begun = Instant.MAX;

    /** Adds a document as it is. */
    void add(ConsumerRecord<String, byte[]> message, DocumentHeaders headers, PartitionOffsets offsets, Instant now) {
        body.add(headers.stream(), message.key(), message.value());
        Instant start = headers.start();
        if (start != null && start.isBefore(oldestRequest)) {
            oldestRequest = start;
        }
        add(message, headers.end(), offsets, now);
    }

    /** Takes over a message whose document has just been added to the body. */
    void add(ConsumerRecord<String, byte[]> message, @Nullable Instant end, PartitionOffsets offsets, Instant now) {
        messages.add(message);
        ends.add(end);
        next.put(offsets, message.offset() + 1);
        inDoubt |= offsets.isInDoubt(message.offset());
        begun = now.isBefore(begun) ? now : begun;
    }

    BulkBody body() {
        return body;
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    /** When the first message came. */
    Instant begun() {
        return begun;
    }

    /** The message of an item. */
    ConsumerRecord<String, byte[]> message(int item) {
        return messages.get(item);
    }

    /** When the events were over, of those that tell. */
    List<@Nullable Instant> ends() {
        return ends;
    }

    /** By partition, the offset after the last message. */
    Map<PartitionOffsets, Long> next() {
        return next;
    }

    /** Whether an earlier owner may have sent some of it. */
    boolean isInDoubt() {
        return inDoubt;
    }

    /** The time of the oldest request. */
    Instant oldestRequest() {
        return oldestRequest;
    }

    void clear() {
        body.clear();
        messages.clear();
        ends.clear();
        next.clear();
        inDoubt = false;
        oldestRequest = Instant.MAX;
        begun = Instant.MAX;
    }
}
