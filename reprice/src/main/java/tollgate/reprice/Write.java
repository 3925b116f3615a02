package tollgate.reprice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A document to be written under a condition.
 *
 * @param index a backing index, or for a new document a data stream
 * @param expected what the document must still be, or null: there must be none
 */
record Write(String index, String id, Stored.@Nullable Version expected, ObjectNode source) {
    /** What became of it. */
    enum Result {
        DONE,
        /** The condition did not hold; nothing was written. */
        CONFLICT,
        /** The cluster has no time for it now; nothing was written. */
        BUSY
    }
}
