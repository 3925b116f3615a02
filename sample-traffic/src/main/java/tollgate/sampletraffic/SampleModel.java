package tollgate.sampletraffic;

import org.jspecify.annotations.Nullable;

/**
 * A model that is asked.
 *
 * @param provider who runs it
 * @param asked the name it is asked by
 * @param answers the name that it answers by, the one that is priced
 * @param price null where nobody has written one down
 * @param weight its share of the requests
 * @param firstTokenMillis median time to the first token
 * @param tokenMillis median time of each further token
 */
record SampleModel(
        String provider,
        String asked,
        String answers,
        @Nullable SamplePrice price,
        int weight,
        double firstTokenMillis,
        double tokenMillis) {}
