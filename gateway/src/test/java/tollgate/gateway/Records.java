package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tollgate.requestlog.LineReader;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RefusedLineException;
import tollgate.requestlog.RequestRecord;

/** Records of tests, and the records of a folder. */
final class Records {
    static RequestRecord numbered(int number) {
        return RequestRecord.builder(Instant.parse("2026-03-15T14:30:22.123Z"), "request-" + number, "modèle")
                .inputTokens(number)
                .outcome(Outcome.OK)
                .status(200)
                .build();
    }

    /** The records of all files of a log, the oldest file first. Fails where one of them is not whole. */
    static List<RequestRecord> in(Path folder) {
        List<RequestRecord> records = new ArrayList<>();
        for (Path file : files(folder)) {
            records.addAll(inFile(file));
        }
        return records;
    }

    static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> logs = new ArrayList<>(
                    files.filter(file -> file.getFileName().toString().matches("requests.*\\.log"))
                            .sorted()
                            .toList());
            if (logs.remove(folder.resolve("requests.log"))) {
                logs.add(folder.resolve("requests.log"));
            }
            return logs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<RequestRecord> inFile(Path file) {
        try {
            String text = Files.readString(file);
            assertThat(text.isEmpty() || text.endsWith("\n"))
                    .as("%s ends with a whole line", file)
                    .isTrue();
            List<RequestRecord> records = new ArrayList<>();
            for (String line : text.lines().toList()) {
                records.add(read(line));
            }
            return records;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RequestRecord read(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        try {
            return new LineReader().read(bytes, 0, bytes.length);
        } catch (RefusedLineException e) {
            throw new AssertionError("a line of the log is refused: " + line, e);
        }
    }

    private Records() {}
}
