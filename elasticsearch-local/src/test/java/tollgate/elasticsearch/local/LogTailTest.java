package tollgate.elasticsearch.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    private Path folder;

    @Test
    void showsAShortLogWhole() throws IOException {
        Path log = write(List.of("first", "second"));

        assertThat(new LogTail(log).explain("It failed"))
                .isEqualTo("It failed; the end of " + log + ":\nfirst\nsecond");
    }

    @Test
    void showsTheLastThirtyLines() throws IOException {
        Path log =
                write(IntStream.rangeClosed(1, 100).mapToObj(i -> "line " + i).toList());

        assertThat(new LogTail(log).explain("It failed").lines().skip(1))
                .hasSize(30)
                .startsWith("line 71")
                .endsWith("line 100");
    }

    @Test
    void readsNoMoreThanTheEndOfALongLog() throws IOException {
        int lines = 3 * LogTail.BYTES / 10;
        Path log = write(IntStream.range(0, lines).mapToObj("%09d"::formatted).toList());

        List<String> read = new LogTail(log).lines();

        assertThat(read).hasSizeBetween(LogTail.BYTES / 10 - 1, LogTail.BYTES / 10);
        assertThat(read.getFirst()).hasSize(9);
        assertThat(read.getLast()).isEqualTo("%09d".formatted(lines - 1));
    }

    @Test
    void findsWhatIsFurtherUpThanItShows() throws IOException {
        Path log = write(
                IntStream.rangeClosed(1, 100).mapToObj(i -> "line " + i + ".").toList());

        assertThat(new LogTail(log).contains("line 2.")).isTrue();
        assertThat(new LogTail(log).contains("line 101.")).isFalse();
    }

    @Test
    void saysThatThereIsNoLog() {
        assertThat(new LogTail(folder.resolve("none")).lines())
                .singleElement()
                .asString()
                .startsWith("(no log: ");
    }

    private Path write(List<String> lines) throws IOException {
        return Files.write(folder.resolve("log"), lines);
    }
}
