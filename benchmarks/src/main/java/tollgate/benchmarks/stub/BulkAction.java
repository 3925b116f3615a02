package tollgate.benchmarks.stub;

import org.jspecify.annotations.Nullable;

/**
 * An action of a bulk request and its document.
 *
 * @param operation {@code create} or {@code index}
 * @param index what the action names, or null where it leaves that to the path
 * @param id what the action names, or null
 */
record BulkAction(
        String operation, @Nullable String index, @Nullable String id) {}
