package tollgate.stream.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionOffsetsTest {
    private static final TopicPartition PARTITION = new TopicPartition("documents", 0);

    @Test
    void nothingIsSentBeyondWhatIsReservedAndAcknowledgementsAreCommitted() {
        PartitionOffsets offsets =
                new PartitionOffsets(PARTITION, new OffsetAndMetadata(100, "sent before 100"), 100, 900);
        assertThat(offsets.isInDoubt(100)).isFalse();
        assertThat(offsets.covers(101)).isFalse();
        OffsetAndMetadata reservation = Objects.requireNonNull(offsets.toCommit(150));
        assertThat(reservation).isEqualTo(new OffsetAndMetadata(100, "sent before 20150"));
        offsets.committed(reservation);
        assertThat(offsets.covers(20_150)).isTrue();
        assertThat(offsets.covers(20_151)).isFalse();
        offsets.sending(150);
        assertThat(offsets.toCommit(0)).isNull();
        offsets.acknowledged(150);
        assertThat(offsets.toCommit(0)).isEqualTo(new OffsetAndMetadata(150, "sent before 20150"));
        assertThat(offsets.toCommitAtRest()).isEqualTo(new OffsetAndMetadata(150, "sent before 150"));
    }

    @Test
    void commitThatDidNotArriveReservesNothing() {
        PartitionOffsets offsets =
                new PartitionOffsets(PARTITION, new OffsetAndMetadata(100, "sent before 100"), 100, 900);
        assertThat(offsets.toCommit(150)).isNotNull();
        assertThat(offsets.covers(101)).isFalse();
        assertThat(offsets.toCommit(150)).isEqualTo(new OffsetAndMetadata(100, "sent before 20150"));
    }

    @Test
    void whatTheOwnerBeforeMayHaveSentIsInDoubt() {
        PartitionOffsets offsets =
                new PartitionOffsets(PARTITION, new OffsetAndMetadata(100, "sent before 160"), 100, 900);
        assertThat(offsets.isInDoubt(159)).isTrue();
        assertThat(offsets.isInDoubt(160)).isFalse();
        assertThat(offsets.covers(160)).isTrue();
    }

    @Test
    void withoutACommitOfALoaderAllThatThereIsIsInDoubt() {
        assertThat(new PartitionOffsets(PARTITION, null, 0, 900).isInDoubt(899)).isTrue();
        PartitionOffsets moved = new PartitionOffsets(PARTITION, new OffsetAndMetadata(5, ""), 5, 900);
        assertThat(moved.isInDoubt(899)).isTrue();
        assertThat(moved.isInDoubt(900)).isFalse();
    }

    @Test
    void stopInTheMiddleLeavesTheRestInDoubt() {
        PartitionOffsets offsets = new PartitionOffsets(PARTITION, null, 0, 0);
        offsets.sending(70);
        offsets.acknowledged(40);
        assertThat(offsets.toCommitAtRest()).isEqualTo(new OffsetAndMetadata(40, "sent before 70"));
        offsets.lose();
        offsets.acknowledged(70);
        assertThat(offsets.toCommitAtRest()).isEqualTo(new OffsetAndMetadata(40, "sent before 70"));
    }
}
