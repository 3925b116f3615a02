package tollgate.monitoring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.LagInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.stream.StreamShipper;

/**
 * How many messages the partitions of this instance are behind: from the last one that may be read to the last one that is committed,
 * by Kafka's own offsets, so that it also grows while nothing is fetched. While Kafka does not answer it is NaN: unknown is not zero.
 */
final class PartitionLags implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionLags.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final StreamShipper shipper;
    private final Admin admin;
    private final MultiGauge lags;
    private final MultiGauge restores;

    PartitionLags(StreamShipper shipper, MeterRegistry registry) {
        this.shipper = shipper;
        Map<String, Object> client = new HashMap<>(shipper.kafka().client());
        client.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
        client.put("request.timeout.ms", (int) PATIENCE.toMillis());
        this.admin = Admin.create(client);
        this.lags = MultiGauge.builder("kafka.consumer_group.lag")
                .description("Messages of the partitions of this instance that are not yet done with")
                .register(registry);
        this.restores = MultiGauge.builder("tollgate.shipper.state.lag")
                .description("Changes of the state, here or as a copy, that have not been read")
                .register(registry);
    }

    void refresh() {
        Map<String, Set<TopicPartition>> byGroup = shipper.partitions();
        List<Row<?>> rows = new ArrayList<>();
        boolean answers = true;
        for (Map.Entry<String, Set<TopicPartition>> each : byGroup.entrySet()) {
            String group = each.getKey();
            Set<TopicPartition> partitions = each.getValue();
            // Who does not answer once is not asked again: whoever reads the metrics waits for it.
            Map<TopicPartition, Double> found = answers ? lags(group, partitions) : Map.of();
            answers &= found.size() == partitions.size();
            partitions.forEach(partition -> rows.add(Row.of(
                    Tags.of(
                            "group", group,
                            "topic", partition.topic(),
                            "partition", Integer.toString(partition.partition())),
                    found.getOrDefault(partition, Double.NaN))));
        }
        lags.register(rows, true);
        restores.register(answers ? restores() : List.of(), true);
    }

    private Map<TopicPartition, Double> lags(String group, Set<TopicPartition> partitions) {
        Map<TopicPartition, Double> found = new HashMap<>();
        if (partitions.isEmpty()) {
            return found;
        }
        try {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
            partitions.forEach(partition -> {
                latest.put(partition, OffsetSpec.latest());
                earliest.put(partition, OffsetSpec.earliest());
            });
            var committed = admin.listConsumerGroupOffsets(
                            Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(partitions)))
                    .partitionsToOffsetAndMetadata(group)
                    .get();
            var readable = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
            var ends = admin.listOffsets(latest, readable).all().get();
            var beginnings = admin.listOffsets(earliest, readable).all().get();
            for (TopicPartition partition : partitions) {
                OffsetAndMetadata done = committed.get(partition);
                long from = done == null ? offset(beginnings, partition) : done.offset();
                found.put(partition, (double) Math.max(0, offset(ends, partition) - from));
            }
        } catch (ExecutionException | KafkaException e) {
            LOG.debug("the lag of {} is not known", group, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return found;
    }

    private static long offset(Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition of) {
        return Objects.requireNonNull(offsets.get(of)).offset();
    }

    private List<Row<?>> restores() {
        List<Row<?>> rows = new ArrayList<>();
        try {
            shipper.streams().allLocalStorePartitionLags().forEach((store, partitions) -> {
                for (Map.Entry<Integer, LagInfo> partition : partitions.entrySet()) {
                    rows.add(Row.of(Tags.of("store", store, "partition", Integer.toString(partition.getKey())), (double)
                            partition.getValue().offsetLag()));
                }
            });
        } catch (KafkaException | IllegalStateException e) { // not while it begins and ends
            LOG.debug("how much state is to be read is not known", e);
        }
        return rows;
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
