package tollgate.shipper.file;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LogTextsTest {
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    Path folder;

    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private final LogTexts texts = new LogTexts(false);
    private Path file;

    @BeforeEach
    void listen() {
        file = folder.resolve("requests.log.1.gz");
        said.start();
        logger().addAppender(said);
    }

    @AfterEach
    void close() throws IOException {
        logger().detachAppender(said);
        texts.close();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(LogTexts.class);
    }

    @Test
    void plainFileIsThereAtOnce() throws IOException {
        Files.writeString(file, "a line\n");

        try (LogText text = look(texts)) {
            assertThat(text).isInstanceOf(PlainText.class);
        }
    }

    @Test
    void largeOneIsCheckedInParts() throws IOException {
        Files.write(file, compressed(80 * MEBIBYTE));

        assertThat(look(texts)).as("it may be growing").isNull();
        assertThat(texts.isChecking()).isFalse();
        for (int part = 0; part < 2; part++) {
            assertThat(look(texts)).as("32 MiB at each look").isNull();
            assertThat(texts.isChecking()).isTrue();
        }
        try (LogText text = look(texts)) {
            assertThat(text)
                    .isNotNull()
                    .satisfies(each -> assertThat(each.size()).isEqualTo(80 * MEBIBYTE));
            assertThat(texts.isChecking()).isFalse();
        }
    }

    @Test
    void whereFilesAreCompleteThereIsNothingToWaitFor() throws IOException {
        Files.write(file, compressed(1));

        try (LogTexts complete = new LogTexts(true);
                LogText text = look(complete)) {
            assertThat(text).isNotNull();
        }
    }

    @Test
    void whatIsBeingWrittenIsNotLookedInto() throws IOException {
        byte[] whole = compressed(MEBIBYTE);
        for (int length = 100; length < whole.length; length += 100) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(look(texts)).isNull();
            assertThat(texts.isChecking()).isFalse();
        }
        assertThat(said.list).isEmpty();
    }

    @Test
    void whatIsCutIsSaidOnce() throws IOException {
        byte[] whole = compressed(MEBIBYTE);
        for (int length = 100; length < 400; length += 100) {
            Files.write(file, Arrays.copyOf(whole, length));
            look(texts);
            assertThat(look(texts)).isNull();
            assertThat(look(texts)).isNull();
            assertThat(texts.isChecking()).isFalse();
        }

        assertThat(lines()).containsExactly(file + " is compressed and ends too early: it waits until it is whole");
    }

    @Test
    void whatIsDamagedIsSaidOnceAndReadWhenItIsReplacedInPlace() throws IOException {
        byte[] whole = compressed(MEBIBYTE);
        byte[] damaged = whole.clone();
        damaged[whole.length - 1] ^= 1;
        Files.write(file, damaged);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
        for (int i = 0; i < 5; i++) {
            assertThat(look(texts)).isNull();
        }
        assertThat(lines())
                .containsExactly(file
                        + " is damaged (Corrupt GZIP trailer): nothing of it is shipped until it is replaced; other"
                        + " files go on");

        Files.write(file, whole);
        assertThat(look(texts)).isNull();
        try (LogText text = look(texts)) {
            assertThat(text).isNotNull();
        }
    }

    @Test
    void deletedWhileItIsCheckedItIsForgotten() throws IOException {
        Files.write(file, compressed(80 * MEBIBYTE));
        look(texts);
        look(texts);
        assertThat(texts.isChecking()).isTrue();

        texts.forgetDeleted(Set.of());

        assertThat(texts.isChecking()).isFalse();
    }

    private @Nullable LogText look(LogTexts at) throws IOException {
        at.beginLook();
        return at.open(file, "its key", Files.readAttributes(file, BasicFileAttributes.class));
    }

    private List<String> lines() {
        return said.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static byte[] compressed(int textBytes) throws IOException {
        byte[] line = "a line of sixteen\n".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes, 1 << 16)) {
            byte[] lines = new byte[Math.min(textBytes, MEBIBYTE)];
            for (int i = 0; i < lines.length; i++) {
                lines[i] = line[i % line.length];
            }
            for (int done = 0; done < textBytes; done += lines.length) {
                gzip.write(lines);
            }
        }
        return bytes.toByteArray();
    }
}
