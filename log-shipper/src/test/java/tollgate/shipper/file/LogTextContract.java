package tollgate.shipper.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of a text, however its file keeps it. */
abstract class LogTextContract {
    private static final int LINES = 5_000;

    @TempDir
    Path folder;

    final Random random = new Random(11);

    /** Writes a text into a file. */
    abstract void write(Path file, byte[] text) throws IOException;

    /** Lines of 0 to 299 bytes, and some longer than any buffer. */
    byte[] lines() {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (int i = 0; i < LINES; i++) {
            byte[] line = new byte[random.nextInt(500) == 0 ? 200_000 : random.nextInt(300)];
            for (int at = 0; at < line.length; at++) {
                line[at] = (byte) ('a' + random.nextInt(20));
            }
            lines.writeBytes(line);
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    LogText open(byte[] text) throws IOException {
        Path file = folder.resolve("text");
        write(file, text);
        return LogText.open(file);
    }

    /** As the shipper reads: as much as fits, then on from the line that did not fit, or from the end of what has none. */
    @ParameterizedTest
    @ValueSource(ints = {1_000, 4_096, 70_000, 1 << 20, 8 << 20})
    void isReadLineByLine(int room) throws IOException {
        byte[] expected = lines();
        ByteArrayOutputStream found = new ByteArrayOutputStream();
        try (LogText text = open(expected)) {
            assertThat(text.size()).isEqualTo(expected.length);
            byte[] bytes = new byte[room];
            for (int offset = 0; offset < text.size(); ) {
                int count = fill(text, ByteBuffer.wrap(bytes), offset);
                int whole = count;
                while (whole > 0 && bytes[whole - 1] != '\n') {
                    whole--;
                }
                int taken = whole == 0 ? count : whole;
                found.write(bytes, 0, taken);
                offset += taken;
            }
        }
        assertThat(found.toByteArray()).isEqualTo(expected);
    }

    @Test
    void isReadFromAnywhere() throws IOException {
        byte[] expected = lines();
        try (LogText text = open(expected)) {
            for (int round = 0; round < 60; round++) {
                int offset = random.nextInt(expected.length);
                ByteBuffer target = ByteBuffer.wrap(new byte[20_000], 7, random.nextInt(19_000));
                int wanted = Math.min(target.remaining(), expected.length - offset);

                assertThat(fill(text, target, offset)).isEqualTo(wanted);

                assertThat(ByteBuffer.wrap(target.array(), 7, wanted))
                        .isEqualTo(ByteBuffer.wrap(expected, offset, wanted));
            }
        }
    }

    @Test
    void endsWhereItEnds() throws IOException {
        try (LogText text = open("one\ntwo".getBytes(StandardCharsets.UTF_8))) {
            assertThat(text.read(ByteBuffer.allocate(10), 7)).isEqualTo(-1);
            assertThat(text.read(ByteBuffer.allocate(10), 99)).isEqualTo(-1);
            ByteBuffer rest = ByteBuffer.allocate(10);
            assertThat(text.read(rest, 4)).isEqualTo(3);
            assertThat(rest.flip()).isEqualTo(ByteBuffer.wrap("two".getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void emptyTextHasNothing() throws IOException {
        try (LogText text = open(new byte[0])) {
            assertThat(text.size()).isZero();
            assertThat(text.read(ByteBuffer.allocate(10), 0)).isEqualTo(-1);
            assertThat(FileIdentity.of(text, true)).isNull();
        }
    }

    /** The same figure for both, so that a file keeps its identity when it is compressed. */
    @Test
    void identityIsThatOfTheFirstLine() throws IOException {
        try (LogText text = open("first line\nsecond line\n".getBytes(StandardCharsets.UTF_8))) {
            assertThat(FileIdentity.of(text, false)).isEqualTo(new FileIdentity("812702a1550d251abb2b8134"));
        }
    }

    @Test
    void isReadAfterItsFileIsGone() throws IOException {
        byte[] expected = lines();
        try (LogText text = open(expected)) {
            Files.delete(folder.resolve("text"));
            ByteBuffer all = ByteBuffer.allocate(expected.length);
            assertThat(fill(text, all, 0)).isEqualTo(expected.length);
            assertThat(all.array()).isEqualTo(expected);
            assertThat(text.hasChanged()).isFalse();
        }
    }

    private static int fill(LogText text, ByteBuffer target, long offset) throws IOException {
        int total = 0;
        while (target.hasRemaining()) {
            int count = text.read(target, offset + total);
            if (count <= 0) {
                break;
            }
            total += count;
        }
        return total;
    }
}
