package tollgate.reprice;

import java.util.SortedMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a run found and did. Of a run that was interrupted, just what it did until then.
 *
 * @param finished whether all of the scope was looked at
 * @param priceVersion of the price book that the costs are by
 * @param models by the model that answered, or that was asked for where none did
 * @param skipped documents without a model or a time, which nobody can price; they are as they were
 * @param windows what became of the usage windows; null where they were not reached, and for a dry run
 */
public record RepriceReport(
        Scope scope,
        boolean dryRun,
        boolean finished,
        String priceVersion,
        SortedMap<String, ModelDifference> models,
        long skipped,
        @Nullable WindowCounts windows) {

    /** All requests that were looked at, skipped ones included. */
    public long requests() {
        return sum(ModelDifference::requests) + skipped;
    }

    /** Over all models, as each number of {@link ModelDifference}. */
    public long sum(ToLongFunction<ModelDifference> number) {
        return models.values().stream().mapToLong(number).sum();
    }
}
