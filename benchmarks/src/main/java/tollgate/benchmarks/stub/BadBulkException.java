package tollgate.benchmarks.stub;

import java.io.IOException;

/** The body of a bulk request that Elasticsearch would not take. */
final class BadBulkException extends IOException {
    private static final long serialVersionUID = 1;

    BadBulkException(String message) {
        super(message);
    }
}
