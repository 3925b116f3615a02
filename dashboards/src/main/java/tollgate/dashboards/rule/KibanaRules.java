package tollgate.dashboards.rule;

import java.util.stream.Collectors;
import tollgate.requestlog.DataStream;

/** The file of saved objects that people import by hand: all rules, with the defaults of their settings. */
public final class KibanaRules {
    /** One object in each line. */
    public static String compile() {
        Rules rules = Rules.load();
        return new AlertObjects(rules.defaults(), DataStream.DEFAULT_NAMESPACE, new DashboardPaths())
                .all(rules.all()).stream().map(object -> object + "\n").collect(Collectors.joining());
    }

    private KibanaRules() {}
}
