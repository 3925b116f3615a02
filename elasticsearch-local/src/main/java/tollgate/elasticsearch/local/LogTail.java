package tollgate.elasticsearch.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The end of a log, however long it is: the lines that begin in its last 64 KiB. */
record LogTail(Path log) {
    static final int BYTES = 64 * 1024;
    static final int LINES_TO_SHOW = 30;

    /** These lines, or one that says why there are none. */
    List<String> lines() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(0, file.length() - BYTES);
            byte[] bytes = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(bytes);
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return start == 0 ? lines : lines.subList(1, lines.size());
        } catch (IOException e) {
            return List.of("(no log: " + e.getMessage() + ")");
        }
    }

    boolean contains(String text) {
        return lines().stream().anyMatch(line -> line.contains(text));
    }

    /** One message: what failed, where the log is, and its last 30 lines. */
    String explain(String failure) {
        List<String> lines = lines();
        return failure + "; the end of " + log + ":\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_TO_SHOW), lines.size()));
    }
}
