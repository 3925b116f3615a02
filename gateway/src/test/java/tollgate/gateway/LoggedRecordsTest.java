package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.requestlog.LineWriter;
import tollgate.requestlog.RequestRecord;

class LoggedRecordsTest {
    @TempDir
    private Path folder;

    private static byte[] lines(int from, int to) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = from; i < to; i++) {
            new LineWriter().write(Records.numbered(i), bytes);
        }
        return bytes.toByteArray();
    }

    private List<RequestRecord> read(Instant since) throws IOException {
        List<RequestRecord> all = new ArrayList<>();
        new LoggedRecords(folder).read(since, all::add);
        return all;
    }

    private List<RequestRecord> numbered(int to) {
        List<RequestRecord> all = new ArrayList<>();
        for (int i = 0; i < to; i++) {
            all.add(Records.numbered(i));
        }
        return all;
    }

    @Test
    void readsEachRecordOfActiveRotatedAndCompressedFilesOnce() throws Exception {
        Files.write(folder.resolve("requests.log"), lines(0, 700));
        Files.write(folder.resolve("requests-20260315T143022.123Z-1.log"), lines(700, 720));
        Files.write(folder.resolve("requests.log.1"), lines(720, 730));
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(lines(730, 760));
        }
        Files.write(folder.resolve("requests-20260314T143022.123Z-1.log.gz"), zipped.toByteArray());
        Files.write(folder.resolve("requests.log.1.gz"), zipped.toByteArray()); // its original is still there
        Files.write(folder.resolve("audit.log"), lines(0, 3));
        Files.writeString(folder.resolve("requests.lock"), "");

        assertThat(read(Instant.EPOCH)).containsExactlyInAnyOrderElementsOf(numbered(760));
    }

    @Test
    void leavesOutWhatIsNoRecord() throws Exception {
        byte[] garbage = ("no json\n\n" + "x".repeat(3 << 20) + "\n").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(lines(0, 2));
        all.write(garbage);
        all.write(lines(2, 3));
        byte[] last = lines(3, 4);
        all.write(last, 0, last.length - 1); // whole, but for its line feed, which the next line brings
        Files.write(folder.resolve("requests.log"), all.toByteArray());

        assertThat(read(Instant.EPOCH)).containsExactlyElementsOf(numbered(4));
    }

    @Test
    void leavesOutFilesThatEndedBefore() throws Exception {
        Path old = Files.write(folder.resolve("requests-1.log"), lines(0, 1));
        Instant month = Instant.parse("2026-03-01T00:00:00Z");
        Files.setLastModifiedTime(old, FileTime.from(month.minusMillis(1)));
        assertThat(read(month)).isEmpty();
        Files.setLastModifiedTime(old, FileTime.from(month));
        assertThat(read(month)).hasSize(1);
    }

    @Test
    void aFolderThatIsNotThereHoldsNothing() throws Exception {
        List<RequestRecord> all = new ArrayList<>();
        new LoggedRecords(folder.resolve("none")).read(Instant.EPOCH, all::add);
        assertThat(all).isEmpty();
    }
}
