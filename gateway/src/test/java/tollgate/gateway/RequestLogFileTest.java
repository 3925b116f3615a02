package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tollgate.requestlog.RequestRecord;

class RequestLogFileTest extends RequestLogContract {
    private static final long NO_ROTATION = Long.MAX_VALUE / 2;
    private static final Instant NOW = Instant.parse("2026-03-15T14:30:22.123Z");

    @TempDir
    Path folder;

    private final FaultyDisk disk = new FaultyDisk();
    private RequestLogFile log;

    @BeforeEach
    void open() throws IOException {
        log = open(NO_ROTATION);
    }

    private RequestLogFile open(long rotationBytes) throws IOException {
        return new RequestLogFile(LineFile.open(folder, rotationBytes, disk, () -> NOW));
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Override
    RequestLog log() {
        return log;
    }

    @Override
    void fill() {
        disk.setRoom(0);
    }

    @Override
    void makeRoom() {
        disk.setRoom(Long.MAX_VALUE);
    }

    @Override
    List<RequestRecord> written() {
        return Records.in(folder);
    }

    private Path active() {
        return folder.resolve("requests.log");
    }

    @Test
    void goesOnInAnExistingFile() throws Exception {
        log.append(Records.numbered(0));
        log.close();
        log = open(NO_ROTATION);
        log.append(Records.numbered(1));

        assertThat(written()).containsExactly(Records.numbered(0), Records.numbered(1));
        assertThat(Records.files(folder)).containsExactly(active());
    }

    @Test
    void aLineThatACrashCutGetsItsEndSoThatTheNextIsWhole() throws Exception {
        log.append(Records.numbered(0));
        log.close();
        Files.writeString(active(), "{\"timestamp\":\"2026-03-", StandardOpenOption.APPEND);

        log = open(NO_ROTATION);
        log.append(Records.numbered(1));

        List<String> lines = Files.readAllLines(active());
        assertThat(lines).hasSize(3);
        assertThat(Records.read(lines.get(0))).isEqualTo(Records.numbered(0));
        assertThat(lines.get(1)).isEqualTo("{\"timestamp\":\"2026-03-");
        assertThat(Records.read(lines.get(2))).isEqualTo(Records.numbered(1));
    }

    @Test
    void aFullDiskCutsNoLineWhereverItIsHit() throws Exception {
        log.append(Records.numbered(0));
        int lineBytes = (int) Files.size(active());
        List<RequestRecord> expected = new ArrayList<>(written());

        for (int room = 0; room < lineBytes; room++) {
            int number = room + 1;
            disk.setRoom(room);
            assertThatThrownBy(() -> log.append(Records.numbered(number)))
                    .isInstanceOf(RequestLogUnavailableException.class)
                    .hasMessage("the request log cannot be written");
            assertThatThrownBy(() -> log.append(Records.numbered(1_000 + number)))
                    .isInstanceOf(RequestLogUnavailableException.class);
            makeRoom();
            assertThat(log.isWritable()).isTrue();
            expected.add(Records.numbered(number));
            expected.add(Records.numbered(1_000 + number));
        }

        assertThat(written()).isEqualTo(expected);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void recoversFromARealFullDevice() throws Exception {
        log.close();
        Files.delete(active());
        Files.createSymbolicLink(active(), Path.of("/dev/full"));
        log = RequestLogFile.open(folder, NO_ROTATION);

        assertThatThrownBy(() -> log.append(Records.numbered(1)))
                .isInstanceOf(RequestLogUnavailableException.class)
                .hasRootCauseMessage("No space left on device");
        assertThatThrownBy(() -> log.append(Records.numbered(2))).isInstanceOf(RequestLogUnavailableException.class);
        assertThat(log.isWritable()).isFalse();
        assertThat(log.keptLines()).isEqualTo(2);

        Files.delete(active());
        assertThat(log.isWritable()).isTrue();
        log.append(Records.numbered(3));
        assertThat(written()).containsExactly(Records.numbered(1), Records.numbered(2), Records.numbered(3));
    }

    @Test
    void aFileThatWasReplacedWhileTheDiskWasFullGetsTheLineFromItsStart() throws Exception {
        disk.setRoom(10);
        assertThatThrownBy(() -> log.append(Records.numbered(1))).isInstanceOf(RequestLogUnavailableException.class);
        Files.move(active(), folder.resolve("moved-away"));
        makeRoom();

        assertThat(log.isWritable()).isTrue();
        assertThat(Records.inFile(active())).containsExactly(Records.numbered(1));
    }

    @Test
    void isRenamedBeforeItOutgrowsItsLimit() throws Exception {
        log.append(Records.numbered(0));
        long lineBytes = Files.size(active());
        log.close();
        Files.delete(active());
        log = open(2 * lineBytes);
        for (int i = 0; i < 5; i++) {
            log.append(Records.numbered(i));
        }

        assertThat(Records.files(folder))
                .containsExactly(
                        folder.resolve("requests-20260315T143022.123Z-1.log"),
                        folder.resolve("requests-20260315T143022.123Z-2.log"),
                        active());
        assertThat(Records.files(folder))
                .allSatisfy(file -> assertThat(Files.size(file)).isBetween(lineBytes, 2 * lineBytes));
        assertThat(written())
                .isEqualTo(IntStream.range(0, 5).mapToObj(Records::numbered).toList());
    }

    @Test
    void losesNoLineWhenItIsRenamedUnderManyWriters() throws Exception {
        log.close();
        log = open(1_000);

        List<RequestRecord> appended = appendFromManyThreads();

        assertThat(written()).containsExactlyInAnyOrderElementsOf(appended);
        assertThat(Records.files(folder)).hasSizeGreaterThan(100);
        assertThat(Records.files(folder))
                .allSatisfy(file -> assertThat(Files.size(file)).isLessThanOrEqualTo(1_000));
    }

    @Test
    void growsOnWhereItCannotBeRenamed() throws Exception {
        log.append(Records.numbered(0));
        long lineBytes = Files.size(active());
        log.close();
        log = open(lineBytes);
        Files.move(active(), folder.resolve("moved-away"));

        log.append(Records.numbered(1));

        assertThat(Records.inFile(folder.resolve("moved-away")))
                .containsExactly(Records.numbered(0), Records.numbered(1));
    }

    @Test
    void refusesASecondWriterInItsFolder() {
        assertThatThrownBy(() -> RequestLogFile.open(folder, NO_ROTATION))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(folder + ": another gateway has its request log there");
    }

    @Test
    void linesThatFindNoRoomUntilTheEndGoToTheApplicationLog() {
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(RequestLogFile.class);
        appender.start();
        logger.addAppender(appender);
        try {
            fill();
            assertThatThrownBy(() -> log.append(Records.numbered(42)))
                    .isInstanceOf(RequestLogUnavailableException.class);
            log.close();
        } finally {
            logger.detachAppender(appender);
        }

        List<String> messages =
                appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        assertThat(messages)
                .hasSize(2)
                .first()
                .isEqualTo(
                        "The request log " + active() + " cannot be written, and new requests are refused until it can"
                                + " (java.io.IOException: No space left on device): free space on its disk, or let the gateway's"
                                + " user write there; it goes on by itself, and no line is lost");
        String last = messages.get(1);
        String prefix = "Not in the request log " + active() + ", which cannot be written: ";
        assertThat(last).startsWith(prefix);
        assertThat(Records.read(last.substring(prefix.length()))).isEqualTo(Records.numbered(42));
    }
}
