package tollgate.adapters;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tollgate.requestlog.LineWriter;
import tollgate.requestlog.RequestRecord;

/** The files under {@code src/test/resources}: a folder for each format, pairs by the name before the ending. */
final class Golden {
    static final List<String> FORMATS = List.of("litellm", "nginx", "openclaw", "tollgate");

    static List<Path> all(String ending) {
        return FORMATS.stream().flatMap(format -> files(format, ending)).toList();
    }

    static Stream<Path> files(String format, String ending) {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources", format))) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String twin(Path file, String ending, String otherEnding) throws IOException {
        String name = file.getFileName().toString();
        return Files.readString(file.resolveSibling(name.substring(0, name.length() - ending.length()) + otherEnding));
    }

    static LineFormat formatOf(Path file) {
        return LineFormats.of(file.getName(file.getNameCount() - 2).toString());
    }

    /** Without the line feed that ends the file. */
    static byte[] line(Path file) {
        try {
            return Files.readString(file).stripTrailing().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String written(RequestRecord record) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        new LineWriter().write(record, line);
        return line.toString(StandardCharsets.UTF_8);
    }

    private Golden() {}
}
