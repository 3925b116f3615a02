package tollgate.shipper.bulk;

/** Counts what became of documents. Every document is counted once as created or there already, unless it was refused. */
public interface BulkMeter {
    void created(int documents);

    void thereAlready(int documents);

    /** Documents that wait for the next try; the same one may be counted often. */
    void retried(int documents);
}
