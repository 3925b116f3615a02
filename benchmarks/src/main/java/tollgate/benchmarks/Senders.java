package tollgate.benchmarks;

import java.nio.file.Path;
import java.util.List;

/** All programs that are compared. */
final class Senders {
    private Senders() {}

    /** In the order of the table. */
    static List<Sender> all(Path home) {
        return List.of(new TollgateSender(home.resolve("tollgate")));
    }
}
