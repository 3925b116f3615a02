package tollgate.dashboards;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The dashboards that come with Tollgate. */
public final class Dashboards {
    private static final String FOLDER = "dashboards/";
    private static final String SHARED = FOLDER + "shared.yaml";
    /** In the order in which people go through them. */
    private static final List<String> NAMES = List.of("overview", "latency", "cost", "errors", "pipeline", "audit");

    private Dashboards() {}

    /** All of them, in the order in which people go through them. */
    public static List<Dashboard> all() {
        DashboardReader reader = new DashboardReader(SHARED, resource(SHARED));
        return NAMES.stream()
                .map(name -> FOLDER + name + ".yaml")
                .map(file -> reader.read(file, resource(file)))
                .toList();
    }

    private static String resource(String name) {
        try (InputStream in = Dashboards.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "the resource " + name + " is missing; build the module dashboards anew");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the resource " + name + " cannot be read", e);
        }
    }
}
