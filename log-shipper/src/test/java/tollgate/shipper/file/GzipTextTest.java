package tollgate.shipper.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipTextTest extends LogTextContract {
    @Override
    void write(Path file, byte[] text) throws IOException {
        Files.write(file, compressed(text));
    }

    private static byte[] compressed(byte[] text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text);
        }
        return bytes.toByteArray();
    }

    @Test
    void nameNeedNotTellThatItIsCompressed() throws IOException {
        try (LogText text = open("a line\n".getBytes(StandardCharsets.UTF_8))) {
            assertThat(text.isComplete()).isTrue();
            assertThat(text.size()).isEqualTo(7);
        }
    }

    @Test
    void membersOneAfterTheOtherAreOneText() throws IOException {
        byte[] expected = lines();
        Path file = folder.resolve("members");
        Files.write(file, new byte[0]);
        int from = 0;
        while (from < expected.length) {
            int to = Math.min(expected.length, from + random.nextInt(50_000));
            Files.write(file, compressed(Arrays.copyOfRange(expected, from, to)), StandardOpenOption.APPEND);
            from = to;
        }
        try (LogText text = LogText.open(file)) {
            assertThat(text.size()).isEqualTo(expected.length);
            ByteBuffer all = ByteBuffer.allocate(expected.length);
            while (all.hasRemaining() && text.read(all, all.position()) > 0) {}
            assertThat(all.array()).isEqualTo(expected);
        }
    }

    @Test
    void whatIsCutAnywhereIsNotRead() throws IOException {
        byte[] first = compressed("one\ntwo\n".repeat(30).getBytes(StandardCharsets.UTF_8));
        byte[] two = concatenated(first, first);
        for (int length = 1; length < two.length; length++) {
            if (length != first.length) {
                Path file = Files.write(folder.resolve("cut"), Arrays.copyOf(two, length));
                assertThatThrownBy(() -> LogText.open(file))
                        .as("%d bytes", length)
                        .isInstanceOf(IOException.class)
                        .hasMessageStartingWith(file + " is ")
                        .hasMessageNotContaining("\n");
            }
        }
    }

    /** The header has bytes that mean nothing for the text, such as a time. */
    @Test
    void whatIsDamagedAnywhereIsNotReadAsSomethingElse() throws IOException {
        byte[] expected = lines();
        byte[] whole = compressed(expected);
        int refused = 0;
        for (int round = 0; round < 100; round++) {
            byte[] damaged = whole.clone();
            int at = round < 20 ? 2 + round : random.nextInt(whole.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Path file = Files.write(folder.resolve("damaged"), damaged);
            try (LogText text = LogText.open(file)) {
                assertThat(at).as("changed and taken").isBetween(3, 9);
                assertThat(text.size()).isEqualTo(expected.length);
            } catch (IOException e) {
                assertThat(e).hasMessageStartingWith(file + " is ").hasMessageNotContaining("\n");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(90);
    }

    @Test
    void whatFollowsAMemberAndIsNoneIsNotPassedOver() throws IOException {
        byte[] member = compressed("one\n".getBytes(StandardCharsets.UTF_8));
        for (int trailing : new int[] {1, 7, 8, 9, 100_000}) {
            byte[] other = new byte[trailing];
            Arrays.fill(other, (byte) 'x');
            Path file = Files.write(folder.resolve("followed"), concatenated(member, other));
            assertThatThrownBy(() -> LogText.open(file))
                    .hasMessage(
                            file + " is damaged (something else follows a gzip member): restore it or move it away");
        }
    }

    @Test
    void saysWhenItsFileHasGrown() throws IOException {
        try (LogText text = open(lines())) {
            Files.write(folder.resolve("text"), compressed(lines()), StandardOpenOption.APPEND);
            assertThat(text.hasChanged()).isTrue();
        }
    }

    @Test
    void firstLineWithoutLineFeedIsWhole() throws IOException {
        try (LogText text = open("a line".getBytes(StandardCharsets.UTF_8))) {
            assertThat(FileIdentity.of(text, false)).isNotNull();
        }
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
