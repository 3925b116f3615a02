package tollgate.shipper.bulk;

import org.jspecify.annotations.Nullable;

/**
 * What became of a bulk request.
 *
 * @param status of the whole request
 * @param items of each item, where the status is 200
 */
public record BulkAnswer(int status, java.util.List<Item> items) {
    /**
     * What became of one item.
     *
     * @param errorType Elasticsearch's word for the failure, or null
     * @param errorReason its explanation, or null
     */
    public record Item(
            int status,
            @Nullable String errorType,
            @Nullable String errorReason) {
        private static final Item CREATED = new Item(201, null, null);
        private static final Item THERE_ALREADY = new Item(409, null, null);

        static Item of(int status, @Nullable String errorType, @Nullable String errorReason) {
            return status == 201 ? CREATED : status == 409 ? THERE_ALREADY : new Item(status, errorType, errorReason);
        }

        boolean isCreated() {
            return status >= 200 && status < 300;
        }

        boolean isThereAlready() {
            return status == 409;
        }

        /** Whether Elasticsearch will never take this document; everything else passes, sooner or later. */
        boolean isRefused() {
            return status == 400 || status == 413;
        }
    }
}
