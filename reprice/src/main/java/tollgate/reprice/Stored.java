package tollgate.reprice;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A document as it was at one moment.
 *
 * @param index the backing index that it lies in
 * @param version tells whether it has changed since
 */
record Stored(String index, String id, Version version, ObjectNode source) {
    /** Elasticsearch's sequence number and primary term: each writing of a document gets another pair. */
    record Version(long sequenceNumber, long primaryTerm) {}

    /** The writing that puts another source in its place, if it has not changed since. */
    Write replacedBy(ObjectNode newSource) {
        return new Write(index, id, version, newSource);
    }
}
