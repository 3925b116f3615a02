package tollgate.gateway;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tollgate.requestlog.LineReader;
import tollgate.requestlog.RefusedLineException;
import tollgate.requestlog.RequestRecord;

/** Reads the records of a request log, those of its rotated and compressed files too. Memory: one line. */
final class LoggedRecords {
    private static final Pattern NAME = Pattern.compile("requests.*\\.log(\\.\\d+)?(\\.gz)?");
    private static final String GZ = ".gz";
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MAX_LINE_BYTES = 1 << 20;

    private final Path folder;
    private final LineReader lines = new LineReader();
    private byte[] line = new byte[4_096];

    LoggedRecords(Path folder) {
        this.folder = folder;
    }

    /**
     * Gives each record once. Lines that the contract refuses are none.
     *
     * @param since files that were last written before it are left out
     */
    void read(Instant since, Consumer<RequestRecord> to) throws IOException {
        for (Path file : files()) {
            try {
                if (!Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
                    read(file, to);
                }
            } catch (NoSuchFileException e) {
                // taken away meanwhile
            }
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .filter(file -> !isCopy(file))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** Whether it is the compressed copy of a file that is still there. */
    private static boolean isCopy(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(GZ) && Files.exists(file.resolveSibling(name.substring(0, name.length() - GZ.length())));
    }

    private void read(Path file, Consumer<RequestRecord> to) throws IOException {
        try (InputStream in = open(file)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            int length = 0;
            boolean tooLong = false;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                int from = 0;
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == '\n') {
                        length = tooLong ? length : append(buffer, from, i - from, length);
                        take(tooLong ? 0 : length, to);
                        length = 0;
                        tooLong = false;
                        from = i + 1;
                    }
                }
                if (length + read - from > MAX_LINE_BYTES) {
                    tooLong = true;
                }
                length = tooLong ? 0 : append(buffer, from, read - from, length);
            }
            take(tooLong ? 0 : length, to); // the next line that is written ends it first
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        return file.toString().endsWith(GZ) ? new BufferedInputStream(new GZIPInputStream(in, BUFFER_BYTES)) : in;
    }

    private int append(byte[] buffer, int from, int count, int length) {
        if (length + count > line.length) {
            line = java.util.Arrays.copyOf(line, Math.max(length + count, 2 * line.length));
        }
        System.arraycopy(buffer, from, line, length, count);
        return length + count;
    }

    private void take(int length, Consumer<RequestRecord> to) {
        if (length == 0) {
            return;
        }
        try {
            to.accept(lines.read(line, 0, length));
        } catch (RefusedLineException e) {
            // the log-shipper tells of it
        }
    }
}
