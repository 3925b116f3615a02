package tollgate.sampletraffic;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.RequestRecord;

/**
 * A request, or the note that one has been open for long, with all that its document must say.
 *
 * @param record what its line says
 * @param team of its key, by the table of keys; null where the line names no key
 * @param cost null where it is not known
 * @param costMissing why it is not known, as in {@code llm_gateway.cost.missing_reason}; null where it is known
 * @param ingested when its document was written
 */
public record SampleRequest(
        RequestRecord record,
        @Nullable String team,
        @Nullable SampleCost cost,
        @Nullable String costMissing,
        Instant ingested) {}
