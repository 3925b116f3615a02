package tollgate.elasticsearch.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a log, however long it is. */
record LogTail(Path log) {
    private static final int LINES = 30;
    private static final int BYTES = 32 * 1024;

    /** At most 30 lines out of the last 32 KiB; a line that begins earlier is left out. */
    List<String> lines() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(0, file.length() - BYTES);
            byte[] bytes = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(bytes);
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            List<String> whole = start == 0 ? lines : lines.subList(1, lines.size());
            return whole.subList(Math.max(0, whole.size() - LINES), whole.size());
        } catch (IOException e) {
            return List.of("(no log: " + e.getMessage() + ")");
        }
    }

    /** One message: what failed, where the log is, and its tail. */
    String explain(String failure) {
        return failure + "; the end of " + log + ":\n" + String.join("\n", lines());
    }
}
