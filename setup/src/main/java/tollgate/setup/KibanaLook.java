package tollgate.setup;

import java.time.Duration;
import java.time.InstantSource;

/** Asks a Kibana once, without waiting for it. */
public final class KibanaLook {
    private KibanaLook() {}

    /**
     * Its version.
     *
     * @throws SetupException where it does not answer, is not available, is too old, or lacks the space
     */
    public static String version(KibanaSettings settings) throws SetupException, InterruptedException {
        try (Kibana kibana = Kibana.at(settings)) {
            return new KibanaStart(kibana, Duration.ZERO, InstantSource.system(), line -> {}).await();
        }
    }
}
