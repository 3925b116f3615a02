package tollgate.hostmetrics;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;

/**
 * Asks services how they are, with a GET: up is a status below 400, as Heartbeat has it. A redirection is an answer, and the
 * body is not read. It uses Java's plain connection, which has no threads and pools of its own.
 */
final class HttpProber {
    private static final int FIRST_ERROR = 400;

    private final Duration timeout;

    HttpProber(Duration timeout) {
        this.timeout = timeout;
    }

    ProbeResult probe(Probe probe) {
        long start = System.nanoTime();
        int status = ProbeResult.NO_STATUS;
        String error;
        try {
            status = status(probe);
            error = status < 0 ? "the answer is no HTTP" : status < FIRST_ERROR ? null : "HTTP status " + status;
        } catch (SocketTimeoutException e) {
            error = "no answer within " + timeout.toMillis() + " ms";
        } catch (IOException e) {
            error = String.valueOf(e.getMessage())
                    .lines()
                    .findFirst()
                    .orElse("")
                    .toLowerCase(Locale.ROOT);
        }
        return new ProbeResult(probe, (System.nanoTime() - start) / 1_000, status, error);
    }

    private int status(Probe probe) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) probe.url().toURL().openConnection();
        try {
            connection.setConnectTimeout((int) timeout.toMillis());
            connection.setReadTimeout((int) timeout.toMillis());
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }
}
