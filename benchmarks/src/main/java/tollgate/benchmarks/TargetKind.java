package tollgate.benchmarks;

import java.io.IOException;
import java.util.Locale;

/** To what is shipped. */
enum TargetKind {
    STUB {
        @Override
        Target start() throws IOException {
            return StubTarget.start();
        }
    },
    ELASTICSEARCH {
        @Override
        Target start() {
            return ElasticsearchTarget.start();
        }
    };

    /** Its name in texts. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A fresh one; when this returns, it answers. */
    abstract Target start() throws IOException;
}
