package tollgate.stream.load;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.shipper.InvalidDocuments.Refusal;
import tollgate.shipper.bulk.InFlight;
import tollgate.stream.DocumentHeaders;
import tollgate.stream.StreamCounts;
import tollgate.stream.StreamException;

/**
 * From the topics of documents to Elasticsearch: each document once. One thread reads and commits; bulks travel beside it. Only what
 * Elasticsearch has acknowledged without a gap is committed. While all bulks are on their way, nothing more is fetched.
 */
public final class Loader {
    private static final Logger LOG = LoggerFactory.getLogger(Loader.class);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration LINGER = Duration.ofMillis(100);
    private static final Duration COMMIT_EVERY = Duration.ofMillis(500);
    /** How long a stop, or a move of partitions, waits for what is on its way. */
    private static final Duration DRAIN_FOR = Duration.ofSeconds(3);
    /** How long it waits for an answer of Kafka, unless it was stopped. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Consumer<String, byte[]> consumer;
    private final List<String> topics;
    private final DocumentCheck check;
    private final DocumentSender sender;
    private final InFlight<DocumentBatch> inFlight;
    private final int bulkBytes;
    private final StreamCounts counts;
    private final LoadMeter meter;
    private final InstantSource clock;
    private final Map<TopicPartition, PartitionOffsets> partitions = new HashMap<>();
    private final Deque<ConsumerRecord<String, byte[]>> fetched = new ArrayDeque<>();
    private volatile @Nullable Instant stopBy;
    private volatile Set<TopicPartition> loading = Set.of();
    private Instant committedAt = Instant.EPOCH;

    Loader(
            Consumer<String, byte[]> consumer,
            List<String> topics,
            DocumentCheck check,
            DocumentSender sender,
            InFlight<DocumentBatch> inFlight,
            int bulkBytes,
            StreamCounts counts,
            LoadMeter meter,
            InstantSource clock) {
        this.consumer = consumer;
        this.topics = topics;
        this.check = check;
        this.sender = sender;
        this.inFlight = inFlight;
        this.bulkBytes = bulkBytes;
        this.counts = counts;
        this.meter = meter;
        this.clock = clock;
    }

    /** The partitions that it reads now. May be called by any thread. */
    public Set<TopicPartition> partitions() {
        return loading;
    }

    /**
     * Asks {@link #run} to end within so much time, though Kafka or Elasticsearch may not answer. Offsets that are not committed then
     * leave more to be looked up, and nothing else: what may have been sent was committed before.
     */
    public void stop(Duration within) {
        stopBy = clock.instant().plus(within);
        consumer.wakeup(); // from whatever it asks Kafka now
    }

    private boolean isStopping() {
        return stopBy != null;
    }

    private Duration patience() {
        @Nullable Instant end = stopBy;
        if (end == null) {
            return PATIENCE;
        }
        Duration left = Duration.between(clock.instant(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * Loads until stopped; then closes all that it was made with.
     *
     * @throws StreamException where it cannot go on; the message is one line that says what to do
     */
    public void run() throws StreamException, InterruptedException {
        try (inFlight) {
            consumer.subscribe(topics, new Moves());
            loadUntilStopped();
            drain();
            commitAtRest(partitions.values());
        } catch (IOException e) {
            throw new StreamException("a document could not be prepared: " + e, e);
        } catch (KafkaException e) {
            throw new StreamException("documents could not be read from Kafka: " + e.getMessage(), e);
        } finally {
            consumer.close(CloseOptions.timeout(patience()));
        }
    }

    private void loadUntilStopped() throws IOException, StreamException, InterruptedException {
        try {
            while (!isStopping()) {
                turn();
            }
        } catch (WakeupException e) {
            LOG.debug("stopped while it waited for Kafka");
        }
    }

    private void turn() throws IOException, StreamException, InterruptedException {
        fetch();
        @Nullable DocumentBatch batch = inFlight.free();
        if (batch != null) {
            fill(batch);
            if (isDue(batch)) {
                send(batch);
            }
        }
        takeArrived(inFlight.free() == null ? POLL.toMillis() : 0);
        if (committedAt.plus(COMMIT_EVERY).isBefore(clock.instant())) {
            commit(Map.of());
        }
    }

    /** The group must hear of us now and then, though nothing more is wanted. */
    private void fetch() {
        boolean enough = !fetched.isEmpty();
        if (enough) {
            consumer.pause(consumer.assignment());
        } else {
            consumer.resume(consumer.paused());
        }
        consumer.poll(enough ? Duration.ZERO : POLL).forEach(fetched::add);
    }

    private void fill(DocumentBatch batch) throws IOException {
        Instant now = clock.instant();
        while (batch.body().size() < bulkBytes && !fetched.isEmpty()) {
            ConsumerRecord<String, byte[]> message = fetched.remove();
            @Nullable
            PartitionOffsets offsets = partitions.get(new TopicPartition(message.topic(), message.partition()));
            if (offsets == null) {
                continue; // somebody else's by now
            }
            @Nullable DocumentHeaders headers = DocumentHeaders.read(message.headers());
            @Nullable Refusal refusal = check.refusal(message, headers);
            if (refusal == null && headers != null) {
                batch.add(message, headers, offsets, now);
            } else if (refusal != null) {
                LOG.warn(
                        "{} of {} is no document of ours: {}",
                        message.offset(),
                        offsets.partition(),
                        refusal.explanation());
                counts.poison();
                sender.refuse(message, refusal, batch.body());
                batch.add(message, (Instant) null, offsets, now);
            }
        }
    }

    private boolean isDue(DocumentBatch batch) {
        return !batch.isEmpty()
                && (batch.body().size() >= bulkBytes
                        || batch.begun().plus(LINGER).isBefore(clock.instant()));
    }

    private void send(DocumentBatch batch) {
        Map<PartitionOffsets, Long> next = batch.next();
        if (!next.entrySet().stream().allMatch(each -> each.getKey().covers(each.getValue())) && !commit(next)) {
            return; // without a reservation nothing may be sent; the next turn tries again
        }
        next.forEach(PartitionOffsets::sending);
        inFlight.send(batch, sender::send);
    }

    private void takeArrived(long waitMillis) throws StreamException, InterruptedException {
        try {
            @Nullable DocumentBatch batch = inFlight.arrived(waitMillis);
            while (batch != null) {
                batch.next().forEach(PartitionOffsets::acknowledged);
                meter.arrived(batch.ends(), clock.instant());
                batch.clear();
                inFlight.recycle(batch);
                batch = inFlight.arrived(0);
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StreamException known) {
                throw known;
            }
            throw new StreamException("a bulk could not be sent: " + e.getCause(), e.getCause());
        }
    }

    private void drain() throws StreamException, InterruptedException {
        Duration patience = patience();
        Instant deadline = clock.instant().plus(patience.compareTo(DRAIN_FOR) < 0 ? patience : DRAIN_FOR);
        while (!inFlight.isEmpty() && clock.instant().isBefore(deadline)) {
            takeArrived(POLL.toMillis());
        }
    }

    /** @return whether it is known to be committed */
    private boolean commit(Map<PartitionOffsets, Long> sending) {
        if (isIdle()) {
            passMarks();
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (PartitionOffsets each : partitions.values()) {
            @Nullable OffsetAndMetadata next = each.toCommit(sending.getOrDefault(each, 0L));
            if (next != null) {
                offsets.put(each.partition(), next);
            }
        }
        committedAt = clock.instant();
        return commitNow(offsets);
    }

    /** Behind the last document lies the mark of its transaction, which is nobody's lag. */
    private void passMarks() {
        try {
            partitions.forEach((partition, offsets) -> offsets.allDone(consumer.position(partition, POLL)));
        } catch (TimeoutException e) {
            LOG.debug("a partition has no leader now, its lag stays for a while", e);
        }
    }

    private boolean isIdle() {
        @Nullable DocumentBatch batch = inFlight.free();
        return fetched.isEmpty() && inFlight.isEmpty() && batch != null && batch.isEmpty();
    }

    /** A stop that came while nothing was asked of Kafka wakes up from the first question that is. */
    private void commitAtRest(Collection<PartitionOffsets> some) {
        try {
            commitLast(some);
        } catch (WakeupException e) {
            commitLast(some);
        }
    }

    private void commitLast(Collection<PartitionOffsets> some) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (PartitionOffsets each : some) {
            @Nullable OffsetAndMetadata last = each.toCommitAtRest();
            if (last != null) {
                offsets.put(each.partition(), last);
            }
        }
        commitNow(offsets);
    }

    private boolean commitNow(Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (offsets.isEmpty()) {
            return true;
        }
        long start = System.nanoTime();
        try {
            consumer.commitSync(offsets, patience());
        } catch (CommitFailedException | RebalanceInProgressException | RetriableException e) {
            LOG.info("the group is on the move, offsets are committed later: {}", e.toString());
            return false;
        }
        meter.committed(System.nanoTime() - start);
        offsets.forEach((partition, offset) -> {
            @Nullable PartitionOffsets known = partitions.get(partition);
            if (known != null) {
                known.committed(offset);
            }
        });
        return true;
    }

    /** Partitions come and go as instances do. */
    private final class Moves implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            if (assigned.isEmpty()) {
                return;
            }
            while (!isStopping()) {
                try {
                    take(assigned);
                    return;
                } catch (TimeoutException e) {
                    LOG.warn("Kafka does not say how far documents were loaded, it is asked again: {}", e.toString());
                }
            }
        }

        private void take(Collection<TopicPartition> assigned) {
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(assigned));
            Map<TopicPartition, Long> ends = consumer.endOffsets(assigned);
            for (TopicPartition partition : assigned) {
                partitions.put(
                        partition,
                        new PartitionOffsets(
                                partition,
                                committed.get(partition),
                                consumer.position(partition),
                                ends.getOrDefault(partition, 0L)));
            }
            loading = Set.copyOf(partitions.keySet());
            LOG.info("loading {} partitions", partitions.size());
        }

        /** What is on its way may still arrive; what does not is looked up by the next owner. */
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            try {
                dropUnsent();
                drain();
                commitAtRest(revoked.stream()
                        .map(partitions::get)
                        .filter(java.util.Objects::nonNull)
                        .toList());
            } catch (StreamException | InterruptedException e) {
                throw new KafkaException("what was on its way did not arrive", e);
            }
            forget(revoked);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> gone) {
            forget(gone);
        }

        /** What was read and not sent is read again, of the partitions that stay. */
        private void dropUnsent() {
            @Nullable DocumentBatch batch = inFlight.free();
            if (batch != null) {
                batch.clear();
            }
            fetched.clear();
            partitions.forEach((partition, offsets) -> consumer.seek(partition, offsets.sent()));
        }

        private void forget(Collection<TopicPartition> gone) {
            for (TopicPartition partition : gone) {
                @Nullable PartitionOffsets offsets = partitions.remove(partition);
                if (offsets != null) {
                    offsets.lose();
                }
            }
            loading = Set.copyOf(partitions.keySet());
            dropUnsent();
        }
    }
}
