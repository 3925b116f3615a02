package tollgate.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tollgate.requestlog.LineReader;
import tollgate.requestlog.RefusedLineException;
import tollgate.requestlog.RefusedLineException.Reason;
import tollgate.requestlog.RequestRecord;

/** What every format asks of a line. */
abstract class LineFormatContract {
    private final LineFormat format;
    private final List<Path> good;

    LineFormatContract(String name) {
        this.format = LineFormats.of(name);
        this.good = Golden.files(name, ".in.json").toList();
        assertThat(format.name()).isEqualTo(name);
    }

    @Test
    void readsALineInTheMiddleOfABuffer() throws Exception {
        byte[] line = line();
        byte[] buffer = new byte[line.length + 20];
        Arrays.fill(buffer, (byte) '}');
        System.arraycopy(line, 0, buffer, 7, line.length);

        assertThat(format.read(buffer, 7, line.length)).isEqualTo(read(line));
    }

    @Test
    void readsTheSameTwice() throws Exception {
        for (Path file : good) {
            byte[] line = Golden.line(file);
            assertThat(read(line)).isEqualTo(read(line));
        }
    }

    @Test
    void readsALineOfOneMebibyteAndRefusesOneByteMore() throws Exception {
        assertThat(read(padded(LineReader.MAX_LINE_BYTES))).isEqualTo(read(line()));
        assertThat(reasonOf(padded(LineReader.MAX_LINE_BYTES + 1))).isEqualTo(Reason.TOO_LONG);
    }

    @Test
    void refusesWhatIsNoLine() {
        assertThat(reasonOf("")).isEqualTo(Reason.EMPTY);
        assertThat(reasonOf("  \t ")).isEqualTo(Reason.EMPTY);
        assertThat(reasonOf("[{}]")).isEqualTo(Reason.NOT_AN_OBJECT);
        assertThat(reasonOf("17")).isEqualTo(Reason.NOT_AN_OBJECT);
        assertThat(reasonOf("hello")).isEqualTo(Reason.NOT_JSON);
        assertThat(reasonOf("{\"a\":" + "[".repeat(2_000))).isEqualTo(Reason.NOT_JSON);
    }

    @Test
    void refusesWhatFollowsTheObject() {
        assertThat(reasonOf(text() + "{}")).isEqualTo(Reason.NOT_JSON);
        assertThat(reasonOf(text() + "}")).isEqualTo(Reason.NOT_JSON);
    }

    @Test
    void ignoresFieldsThatItDoesNotKnow() throws Exception {
        String text = text();
        String more = ",\"zz\":[{\"request_id\":1e99999999999999999999999}],\"zy\":{\"zx\":null},\"\":0}";

        assertThat(read((text.substring(0, text.length() - 1) + more).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(read(line()));
    }

    @Test
    void refusesEveryCutLine() {
        byte[] line = line();
        for (int length = 1; length < line.length; length++) {
            assertThat(reasonOf(Arrays.copyOf(line, length)))
                    .as("of %s bytes", length)
                    .isEqualTo(Reason.NOT_JSON);
        }
    }

    @Test
    void refusesWhatIsNoUtf8EvenInAFieldThatItDoesNotKnow() {
        String text = text();
        byte[] bytes = (text.substring(0, text.length() - 1) + ",\"zz\":\"?\"}").getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 3] = (byte) 0xE9;

        assertThat(reasonOf(bytes)).isEqualTo(Reason.INVALID_UTF8);
    }

    /** Zero bytes are UTF-8, and look to a parser that guesses like another encoding. */
    @Test
    void refusesWhatLooksLikeAnotherEncoding() {
        assertThat(reasonOf(new byte[] {0, 0, 0, '{', 0x7F, 0x7F, 0x7F, 0x7F})).isEqualTo(Reason.NOT_JSON);
        assertThat(reasonOf(text().getBytes(StandardCharsets.UTF_16BE))).isEqualTo(Reason.NOT_JSON);
        assertThat(reasonOf(text().getBytes(StandardCharsets.UTF_16LE))).isEqualTo(Reason.NOT_JSON);
    }

    private Reason reasonOf(String line) {
        return reasonOf(line.getBytes(StandardCharsets.UTF_8));
    }

    private Reason reasonOf(byte[] line) {
        RefusedLineException refusal =
                catchThrowableOfType(RefusedLineException.class, () -> format.read(line, 0, line.length));
        return refusal.reason();
    }

    private RequestRecord read(byte[] line) throws RefusedLineException {
        return format.read(line, 0, line.length);
    }

    private byte[] line() {
        return Golden.line(good.getFirst());
    }

    private String text() {
        return new String(line(), StandardCharsets.UTF_8);
    }

    private byte[] padded(int length) {
        byte[] line = line();
        byte[] padded = Arrays.copyOf(line, length);
        Arrays.fill(padded, line.length, length, (byte) ' ');
        return padded;
    }
}
