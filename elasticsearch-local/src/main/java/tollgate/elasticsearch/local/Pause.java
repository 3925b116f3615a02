package tollgate.elasticsearch.local;

/** Waiting between two looks at a process or a file that cannot call back. */
final class Pause {
    private Pause() {}

    /** @throws ElasticsearchFailedException where the thread is interrupted; it stays marked so */
    static void millis(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ElasticsearchFailedException("Interrupted while waiting for Elasticsearch", e);
        }
    }
}
