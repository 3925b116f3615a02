package tollgate.requestlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tollgate.requestlog.RefusedLineException.Reason;

class RefusedLinesTest {
    private final LineReader reader = new LineReader();

    static List<Path> lines() {
        return Golden.files("refused", ".line");
    }

    @ParameterizedTest
    @MethodSource("lines")
    void lineIsRefusedWithReasonAndField(Path line) throws Exception {
        String expected =
                Files.readString(Golden.twin(line, ".line", ".reason")).strip();

        assertThat(said(refusal(Files.readAllBytes(line)))).isEqualTo(expected);
    }

    @Test
    void everyReasonHasItsFile() throws Exception {
        Set<String> reasons = lines().stream()
                .map(line -> refusal(bytes(line)).reason().code())
                .collect(Collectors.toSet());
        reasons.add(Reason.TOO_LONG.code()); // below: a file of a megabyte is no file to keep

        assertThat(reasons)
                .isEqualTo(Arrays.stream(Reason.values()).map(Reason::code).collect(Collectors.toSet()));
    }

    @Test
    void lineOfOneMebibyteIsReadAndOneByteMoreIsRefused() throws Exception {
        byte[] longest = padded(LineReader.MAX_LINE_BYTES);
        assertThat(reader.read(longest, 0, longest.length).requestId()).isEqualTo("a");

        assertThat(refusal(padded(LineReader.MAX_LINE_BYTES + 1)))
                .hasMessage("the line has 1048577 bytes, at most 1048576 are allowed")
                .returns(Reason.TOO_LONG, RefusedLineException::reason);
    }

    /** Zero bytes are UTF-8, and look to a parser that guesses like another encoding. */
    @Test
    void zeroBytesAreNoJson() {
        assertThat(refusal(new byte[] {0, 0, 0, '{', 0x7F, 0x7F, 0x7F, 0x7F}))
                .returns(Reason.NOT_JSON, RefusedLineException::reason);
    }

    @Test
    void longestTextIsReadAndOneCharacterMoreIsRefused() throws Exception {
        byte[] longest = withTenant("x".repeat(LineReader.MAX_TEXT_CHARS));
        assertThat(reader.read(longest, 0, longest.length).caller().tenant()).hasSize(8191);

        RefusedLineException refusal = refusal(withTenant("x".repeat(LineReader.MAX_TEXT_CHARS + 1)));
        assertThat(refusal).hasMessage("tenant is longer than 8191 characters");
        assertThat(refusal.field()).isEqualTo(Field.TENANT);
    }

    @Test
    void refusalNeverRepeatsWhatTheLineSaid() throws Exception {
        for (Path line : lines()) {
            assertThat(refusal(Files.readAllBytes(line)).explanation()).doesNotContain("abc123", "qianwen", "caf");
        }
    }

    private RefusedLineException refusal(byte[] line) {
        return catchThrowableOfType(RefusedLineException.class, () -> reader.read(line, 0, line.length));
    }

    private static String said(RefusedLineException refusal) {
        Field field = refusal.field();
        return refusal.reason().code() + (field == null ? "" : " " + field.lineName());
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] withTenant(String tenant) {
        return ("{\"timestamp\":\"2026-03-15T14:30:22Z\",\"request_id\":\"a\",\"model_name\":\"m\",\"tenant\":\""
                        + tenant + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] padded(int length) {
        byte[] line = new byte[length];
        Arrays.fill(line, (byte) ' ');
        byte[] object = "{\"timestamp\":\"2026-03-15T14:30:22Z\",\"request_id\":\"a\",\"model_name\":\"m\"}"
                .getBytes(StandardCharsets.UTF_8);
        System.arraycopy(object, 0, line, 0, object.length);
        return line;
    }
}
