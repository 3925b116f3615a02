package tollgate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The logs that are shipped: made once for each number of lines, and kept. */
final class RequestLogs {
    /** In the name of each file, so that none is taken that an older generator made. */
    private static final String VERSION = "v2";

    private static final long SEED = 1;

    private final Path folder;

    RequestLogs(Path folder) {
        this.folder = folder;
    }

    /** The log of so many lines; the same number gives the same bytes. */
    Path of(long lines) throws IOException {
        Path log = folder.resolve("requests-" + VERSION + "-" + lines + ".log");
        if (!Files.exists(log)) {
            Path unfinished = folder.resolve(log.getFileName() + ".new");
            LineGenerator.write(unfinished, lines, SEED);
            Files.move(unfinished, log, StandardCopyOption.ATOMIC_MOVE);
        }
        return log;
    }
}
