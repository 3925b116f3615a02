package tollgate.benchmarks.gateway;

import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import tollgate.benchmarks.ProcessUsage;

/** What is measured. Where its process is not known, its processor time is not a number. */
record Subject(String name, URI address, @Nullable Long process, String token) {
    byte[] request(String model, boolean stream) {
        return Connection.request(address, model, stream, token);
    }

    double cpuSeconds() throws IOException {
        return process == null ? Double.NaN : ProcessUsage.cpuSeconds(process);
    }
}
