package tollgate.reprice;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/** Adds up by model what was found, request by request. Its size is bounded by the models there are. */
final class Tally {
    private final SortedMap<String, Sum> models = new TreeMap<>();
    private final LongConsumer progress;
    private long seen;
    private long skipped;

    /** @param progress takes the number of requests so far, at each page */
    Tally(LongConsumer progress) {
        this.progress = progress;
    }

    void add(String model, ModelDifference difference) {
        models.computeIfAbsent(model, name -> new Sum()).add(difference);
        seen++;
    }

    /** A document that cannot be priced, as it does not say of which model or when it is. */
    void skip() {
        skipped++;
        seen++;
    }

    void pageDone() {
        progress.accept(seen);
    }

    SortedMap<String, ModelDifference> models() {
        SortedMap<String, ModelDifference> result = new TreeMap<>();
        for (Map.Entry<String, Sum> model : models.entrySet()) {
            result.put(model.getKey(), model.getValue().sum);
        }
        return Collections.unmodifiableSortedMap(result);
    }

    long skipped() {
        return skipped;
    }

    private static final class Sum {
        private ModelDifference sum = ModelDifference.NONE;

        void add(ModelDifference difference) {
            sum = sum.plus(difference);
        }
    }
}
