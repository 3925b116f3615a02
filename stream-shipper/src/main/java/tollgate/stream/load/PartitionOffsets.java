package tollgate.stream.load;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far the documents of one partition have been acknowledged, and how far they may have been sent. Both are committed together,
 * the second as metadata, so that after a crash only what lies between them is in doubt.
 */
final class PartitionOffsets {
    /** Documents that may be sent after a commit before the next commit is due. */
    static final long RESERVE = 20_000;

    private static final String RESERVED = "sent before ";

    private final TopicPartition partition;
    private final long inDoubtBefore;
    private long acknowledged;
    private long sent;
    private long reserved;
    private boolean lost;
    private @Nullable OffsetAndMetadata committed;

    /**
     * Starts where the group stands.
     *
     * @param committed what the group has committed, or null for nothing: then all that there is may have been sent
     * @param position where the next read begins
     * @param end the first offset that is not written yet
     */
    PartitionOffsets(TopicPartition partition, @Nullable OffsetAndMetadata committed, long position, long end) {
        this.partition = partition;
        this.committed = committed;
        this.acknowledged = position;
        this.sent = position;
        this.inDoubtBefore = committed == null ? end : reserved(committed, end);
        this.reserved = Math.max(position, inDoubtBefore);
    }

    private static long reserved(OffsetAndMetadata committed, long end) {
        String metadata = committed.metadata();
        // Anything else was not committed by a loader but by somebody who moved the group.
        return metadata.matches(RESERVED + "\\d{1,18}") ? Long.parseLong(metadata.substring(RESERVED.length())) : end;
    }

    TopicPartition partition() {
        return partition;
    }

    /** Whether an earlier owner may have sent the document of an offset. */
    boolean isInDoubt(long offset) {
        return offset < inDoubtBefore;
    }

    /** Whether what was committed says that so much may be sent. */
    boolean covers(long next) {
        return next <= reserved;
    }

    /** The offset before which all documents have been sent. */
    long sent() {
        return sent;
    }

    /** Takes note that all documents before an offset have been, or are about to be, sent. */
    void sending(long next) {
        sent = Math.max(sent, next);
    }

    /** Takes note that all documents before an offset are there. */
    void acknowledged(long next) {
        if (!lost) {
            acknowledged = Math.max(acknowledged, next);
        }
    }

    /** Takes note that there is nothing more to do before an offset. */
    void allDone(long next) {
        sending(next);
        acknowledged(next);
    }

    /** What is still on its way no longer counts. */
    void lose() {
        lost = true;
    }

    /**
     * What is to be committed, or null where that has been.
     *
     * @param sending the offset before which documents are to be sent next, or 0
     */
    @Nullable
    OffsetAndMetadata toCommit(long sending) {
        long next = Math.max(sent, sending);
        return changed(next > reserved - RESERVE / 2 ? next + RESERVE : reserved);
    }

    /** Likewise for the last time: nothing will be sent any more. */
    @Nullable
    OffsetAndMetadata toCommitAtRest() {
        return changed(Math.max(acknowledged, sent));
    }

    private @Nullable OffsetAndMetadata changed(long sentBefore) {
        OffsetAndMetadata next = new OffsetAndMetadata(acknowledged, RESERVED + sentBefore);
        return next.equals(committed) ? null : next;
    }

    /** Takes note that a commit has arrived; only then may be sent what it reserves. */
    void committed(OffsetAndMetadata offset) {
        committed = offset;
        reserved = reserved(offset, acknowledged);
    }
}
