package tollgate.setup;

import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The contract on a real Kibana, where one is given; credentials come from the variables that the command reads. */
@Tag("kibana")
@EnabledIfEnvironmentVariable(named = RealKibanaIT.URL, matches = ".+")
class RealKibanaIT extends KibanaContract {
    static final String URL = "TOLLGATE_TEST_KIBANA_URL";

    @Override
    KibanaSettings settings() {
        return KibanaSettings.of(URI.create(System.getenv(URL)), KibanaSettings.DEFAULT_SPACE, System.getenv());
    }
}
