package tollgate.doctor;

import java.util.List;
import tollgate.setup.KibanaLook;
import tollgate.setup.KibanaSettings;
import tollgate.setup.SetupException;

/** Whether Kibana answers, and is one that takes the dashboards. */
public final class KibanaCheck implements Check {
    private static final String NAME = "kibana";

    private final KibanaSettings settings;

    public KibanaCheck(KibanaSettings settings) {
        this.settings = settings;
    }

    @Override
    public List<Finding> look() throws InterruptedException {
        try {
            return List.of(
                    Finding.ok(NAME, "Kibana " + KibanaLook.version(settings) + " at " + settings + " is available"));
        } catch (SetupException e) {
            return List.of(Finding.problem(NAME, e, "say with --kibana where it is"));
        }
    }
}
