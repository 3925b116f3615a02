package tollgate.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tollgate.requestlog.Field;
import tollgate.requestlog.RefusedLineException;

/** The files that say for each case which line of ours a foreign one becomes, or why it is refused. */
class GoldenLinesTest {
    static List<Path> read() {
        return Golden.all(".in.json");
    }

    static List<Path> refused() {
        return Golden.all(".refused.json");
    }

    @ParameterizedTest
    @MethodSource("read")
    void foreignLineBecomesOurs(Path in) throws Exception {
        byte[] line = Golden.line(in);

        assertThat(Golden.written(Golden.formatOf(in).read(line, 0, line.length)))
                .isEqualTo(Golden.twin(in, ".in.json", ".line.json"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void foreignLineIsRefused(Path in) throws Exception {
        byte[] line = Golden.line(in);

        RefusedLineException refusal = catchThrowableOfType(
                RefusedLineException.class, () -> Golden.formatOf(in).read(line, 0, line.length));

        assertThat(said(refusal))
                .isEqualTo(Golden.twin(in, ".refused.json", ".reason").strip());
    }

    private static String said(RefusedLineException refusal) {
        Field field = refusal.field();
        return refusal.reason().code() + (field == null ? "" : " " + field.lineName()) + ": " + refusal.explanation();
    }
}
