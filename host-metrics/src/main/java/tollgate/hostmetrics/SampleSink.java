package tollgate.hostmetrics;

import java.io.IOException;

/** Where samples go. */
interface SampleSink {
    /**
     * Sends a bulk of samples once, and never again.
     *
     * @return how many were taken
     * @throws IOException where no answer came
     */
    int send(byte[] bulk, int documents) throws IOException;
}
