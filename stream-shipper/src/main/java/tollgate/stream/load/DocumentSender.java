package tollgate.stream.load;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.shipper.InvalidDocuments;
import tollgate.shipper.InvalidDocuments.Refusal;
import tollgate.shipper.bulk.BulkAnswer;
import tollgate.shipper.bulk.BulkBody;
import tollgate.shipper.bulk.BulkWriter;
import tollgate.shipper.bulk.Rollovers;
import tollgate.stream.StreamCounts;
import tollgate.stream.StreamException;
import tollgate.stream.topology.LinePlace;

/** Brings batches into Elasticsearch; what it refuses of them goes to the invalid stream, whole, with its reason. */
final class DocumentSender {
    private static final Logger LOG = LoggerFactory.getLogger(DocumentSender.class);
    private static final String REASON = "rejected_by_elasticsearch";
    private static final byte[] EMPTY = {};

    private final BulkWriter writer;
    private final Rollovers rollovers;
    private final String namespace;
    private final boolean withText;
    private final StreamCounts counts;
    private final InstantSource clock;

    /** @param withText whether documents that are refused may be quoted */
    DocumentSender(
            BulkWriter writer,
            Rollovers rollovers,
            String namespace,
            boolean withText,
            StreamCounts counts,
            InstantSource clock) {
        this.writer = writer;
        this.rollovers = rollovers;
        this.namespace = namespace;
        this.withText = withText;
        this.counts = counts;
        this.clock = clock;
    }

    /**
     * Returns once every document of the batch is in one of the streams.
     *
     * @throws StreamException where Elasticsearch refuses even the invalid document: then the templates are not ours, and to go on
     *     would lose documents
     */
    void send(DocumentBatch batch) throws InterruptedException, IOException, StreamException {
        List<BulkWriter.Refused> refused = writer.write(
                        batch.body(), batch.isInDoubt() || rollovers.isInDoubt(batch.oldestRequest()))
                .refused();
        if (refused.isEmpty()) {
            return;
        }
        BulkBody kept = new BulkBody();
        for (BulkWriter.Refused each : refused) {
            BulkAnswer.Item answer = each.answer();
            LOG.warn("Elasticsearch refuses a document: {} {}", answer.errorType(), answer.errorReason());
            counts.poison();
            refuse(
                    batch.message(each.item()),
                    new Refusal(REASON, null, answer.errorType() + ": " + answer.errorReason()),
                    kept);
        }
        List<BulkWriter.Refused> again = writer.write(kept, true).refused();
        if (!again.isEmpty()) {
            throw new StreamException(
                    "Elasticsearch refuses documents of the invalid stream ("
                            + again.get(0).answer().errorReason() + "): is the index template ours?",
                    null);
        }
    }

    /** Adds the document of a message that cannot be what it should be. */
    void refuse(ConsumerRecord<String, byte[]> message, Refusal refusal, BulkBody to) throws IOException {
        byte[] value = message.value() == null ? EMPTY : message.value();
        new InvalidDocuments(namespace, withText)
                .write(
                        LinePlace.inTopic(message.topic(), message.partition(), message.offset()),
                        value,
                        0,
                        value.length,
                        null,
                        refusal,
                        clock.instant(),
                        to);
    }
}
