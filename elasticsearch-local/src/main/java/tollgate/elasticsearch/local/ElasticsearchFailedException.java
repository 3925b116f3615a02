package tollgate.elasticsearch.local;

/**
 * The server could not be assembled, started or kept. Its message begins with one line that says what failed and what to do; where
 * the server itself gave up, the last lines of its log follow.
 */
public class ElasticsearchFailedException extends RuntimeException {
    public ElasticsearchFailedException(String message) {
        super(message);
    }

    public ElasticsearchFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
