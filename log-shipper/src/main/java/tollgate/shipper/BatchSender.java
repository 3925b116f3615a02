package tollgate.shipper;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.requestlog.DataStream;
import tollgate.shipper.InvalidDocuments.Refusal;
import tollgate.shipper.bulk.BulkAnswer;
import tollgate.shipper.bulk.BulkBody;
import tollgate.shipper.bulk.BulkWriter;
import tollgate.shipper.bulk.Rollovers;

/** Brings batches into Elasticsearch; what it refuses of them goes to the invalid stream, whole, with its reason. */
final class BatchSender {
    private static final Logger LOG = LoggerFactory.getLogger(BatchSender.class);
    private static final String REASON = "rejected_by_elasticsearch";

    private final BulkWriter writer;
    private final Rollovers rollovers;
    private final String namespace;
    private final String invalidStream;
    private final boolean withText;
    private final InstantSource clock;

    BatchSender(BulkWriter writer, Rollovers rollovers, String namespace, boolean withText, InstantSource clock) {
        this.writer = writer;
        this.rollovers = rollovers;
        this.namespace = namespace;
        this.invalidStream = DataStream.INVALID.in(namespace);
        this.withText = withText;
        this.clock = clock;
    }

    /**
     * Returns once every line of the batch is in one of the streams.
     *
     * @throws ShipperException where it refuses even the invalid document: then the templates are not ours, and to go on would
     *     lose lines
     */
    void send(Batch batch) throws InterruptedException, IOException, ShipperException {
        BulkWriter.Written written =
                writer.write(batch.body(), batch.isInDoubt() || rollovers.isInDoubt(batch.oldestRequest()));
        BatchOutcome outcome = batch.outcome();
        written.repeated().forEach(outcome::repeated);
        written.earlier().forEach((item, at) -> {
            if (batch.body().index(item).equals(invalidStream)) {
                outcome.refusedEarlier(item, at);
            }
        });
        List<BulkWriter.Refused> refused = written.refused();
        if (refused.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        BulkBody kept = new BulkBody();
        InvalidDocuments invalid = new InvalidDocuments(namespace, withText);
        for (BulkWriter.Refused each : refused) {
            BulkAnswer.Item answer = each.answer();
            LOG.warn("Elasticsearch refuses a document: {} {}", answer.errorType(), answer.errorReason());
            invalid.write(
                    batch.place(each.item()),
                    batch.bytes(),
                    batch.lineStart(each.item()),
                    batch.lineLength(each.item()),
                    batch.body().origin(each.item()),
                    new Refusal(REASON, null, answer.errorType() + ": " + answer.errorReason()),
                    now,
                    kept);
        }
        BulkWriter.Written second = writer.write(kept, true);
        for (int i = 0; i < refused.size(); i++) {
            outcome.rejected(refused.get(i).item(), second.earlier().getOrDefault(i, now));
        }
        second.repeated().forEach(i -> outcome.repeated(refused.get(i).item()));
        List<BulkWriter.Refused> again = second.refused();
        if (!again.isEmpty()) {
            throw new ShipperException(
                    "Elasticsearch refuses documents of the invalid stream ("
                            + again.get(0).answer().errorReason() + "): is the index template ours?",
                    null);
        }
    }
}
