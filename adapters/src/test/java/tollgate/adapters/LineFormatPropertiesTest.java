package tollgate.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import tollgate.requestlog.LineReader;
import tollgate.requestlog.RefusedLineException;
import tollgate.requestlog.RequestRecord;

/** Whatever the bytes are, a line is read or refused; and what is read is a record that our own line can hold. */
class LineFormatPropertiesTest {
    /** Values at the edges of what a field may be, put in place of those of good lines. */
    private static final List<String> NASTY = List.of(
            "0",
            "-1",
            "-0.0",
            "1e400",
            "1e-400",
            "1E2147483647",
            "1e-2147483647",
            "1e99999999999",
            "9223372036854775807",
            "99999999999999999999999999",
            "253370764799.9999999999",
            "253370764799999.9999999",
            "0.0000000005",
            "1e12",
            "null",
            "true",
            "\"\"",
            "\"1e-2147483647\"",
            "\"NaN\"",
            "\"\\ud800\"",
            "\"failure\"",
            "\"success\"",
            "\"sk-secret\"",
            "[]",
            "{}",
            "{\"cached_tokens\":3}",
            "9".repeat(1_001));

    @Property(tries = 3_000)
    void anyBytesAreReadOrRefused(@ForAll("formats") String format, @ForAll @Size(max = 200) byte[] bytes) {
        readOrRefuse(format, bytes);
    }

    /** Random bytes seldom get past the first; a broken good line gets everywhere. */
    @Property(tries = 8_000)
    void brokenLineIsReadOrRefused(
            @ForAll("lines") Path file, @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int breaks) {
        byte[] line = Golden.line(file);
        Random random = new Random(seed);
        for (int i = 0; i < breaks; i++) {
            line[random.nextInt(line.length)] = (byte) random.nextInt(256);
        }
        readOrRefuse(format(file), random.nextBoolean() ? line : Arrays.copyOf(line, random.nextInt(line.length + 1)));
    }

    @Property(tries = 8_000)
    void lineWithNastyValuesIsReadOrRefused(
            @ForAll("lines") Path file, @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int changes) {
        String line = new String(Golden.line(file), StandardCharsets.UTF_8);
        Random random = new Random(seed);
        for (int i = 0; i < changes; i++) {
            line = withNastyValue(line, random);
        }
        readOrRefuse(format(file), line.getBytes(StandardCharsets.UTF_8));
    }

    /** Replaces a scalar that follows a colon. */
    private static String withNastyValue(String line, Random random) {
        int colon = line.indexOf("\":", random.nextInt(line.length()));
        int from = colon + 2;
        if (colon < 0 || from >= line.length() || line.charAt(from) == '{' || line.charAt(from) == '[') {
            return line;
        }
        int to = from;
        boolean quoted = line.charAt(from) == '"';
        if (quoted) {
            to = line.indexOf('"', from + 1) + 1;
        } else {
            while (to < line.length() && ",}]".indexOf(line.charAt(to)) < 0) {
                to++;
            }
        }
        return line.substring(0, from) + NASTY.get(random.nextInt(NASTY.size())) + line.substring(Math.max(to, from));
    }

    private static void readOrRefuse(String format, byte[] bytes) {
        try {
            RequestRecord record = LineFormats.of(format).read(bytes, 0, bytes.length);
            byte[] ours = Golden.written(record).getBytes(StandardCharsets.UTF_8);
            assertThat(new LineReader().read(ours, 0, ours.length - 1)).isEqualTo(record);
        } catch (RefusedLineException e) {
            assertThat(e.explanation()).isNotBlank().doesNotContain("\n", "sk-", "team-search", "words of the caller");
        }
    }

    private static String format(Path file) {
        return Golden.formatOf(file).name();
    }

    @Provide
    Arbitrary<String> formats() {
        return Arbitraries.of(Golden.FORMATS);
    }

    @Provide
    Arbitrary<Path> lines() {
        return Arbitraries.of(Golden.all(".in.json"));
    }
}
