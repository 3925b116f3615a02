package tollgate.reprice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.DocumentField;
import tollgate.requestlog.DocumentIds;
import tollgate.requestlog.Field;

/** What a run leaves behind to be looked up: one document of the audit stream, whose {@code @timestamp} is the run's start. */
final class AuditDocument {
    /**
     * The document of a run.
     *
     * @param reason why the run did not come to its end, null if it did
     */
    static Write of(RepriceReport report, Instant start, Instant end, @Nullable String reason) throws IOException {
        Scope scope = report.scope();
        ObjectNode document = DocumentTree.of(to -> {
            to.timestamp(Field.TIMESTAMP, start);
            DataStream.AUDIT.writeIdentity(to, scope.namespace());
            to.text(DocumentField.EVENT_ACTION, Correction.ACTION);
            to.text(DocumentField.EVENT_OUTCOME, reason == null ? "success" : "failure");
            to.text(DocumentField.EVENT_REASON, reason);
            to.timestamp(DocumentField.EVENT_START, start);
            to.timestamp(DocumentField.EVENT_END, end);
            to.count(DocumentField.EVENT_DURATION, start.until(end).toNanos());
            to.timestamp(DocumentField.REPRICE_FROM, scope.from());
            to.timestamp(DocumentField.REPRICE_TO, scope.to());
            to.text(DocumentField.REPRICE_MODEL, scope.model());
            to.count(DocumentField.REPRICE_SEEN, report.requests());
            to.count(DocumentField.REPRICE_CHANGED, report.sum(ModelDifference::changed));
            to.count(DocumentField.REPRICE_VERSION_ONLY, report.sum(ModelDifference::versionOnly));
            to.count(DocumentField.REPRICE_NEWLY_PRICED, report.sum(ModelDifference::newlyPriced));
            to.count(DocumentField.REPRICE_NEWLY_UNPRICED, report.sum(ModelDifference::newlyUnpriced));
            WindowCounts windows = report.windows();
            if (windows != null) {
                to.count(DocumentField.REPRICE_WINDOWS_CORRECTED, windows.corrected());
                to.count(DocumentField.REPRICE_WINDOWS_INCOMPLETE, windows.incomplete());
            }
            to.text(DocumentField.PRICE_VERSION, report.priceVersion());
        });
        String id =
                new DocumentIds().of(start, Correction.ACTION, UUID.randomUUID().toString());
        return new Write(DataStream.AUDIT.in(scope.namespace()), id, null, document);
    }

    private AuditDocument() {}
}
