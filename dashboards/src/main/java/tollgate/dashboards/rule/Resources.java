package tollgate.dashboards.rule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a folder of the class path, whether it is a folder or a jar. */
final class Resources {
    /** Texts by their names without the ending. */
    static Map<String, String> texts(String folder, String ending) {
        URL url = Resources.class.getResource(folder);
        if (url == null) {
            throw new IllegalStateException(folder + " is not on the class path: this build is incomplete");
        }
        try {
            URI uri = url.toURI();
            if (!uri.getScheme().equals("jar")) {
                return read(Path.of(uri), ending);
            }
            try (FileSystem jar = FileSystems.newFileSystem(Path.of(jarFile(uri)))) {
                return read(jar.getPath(folder), ending);
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI jarFile(URI uri) throws URISyntaxException {
        String nested = uri.getRawSchemeSpecificPart();
        return new URI(nested.substring(0, nested.indexOf("!/")));
    }

    private static Map<String, String> read(Path folder, String ending) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(ending)).toList()) {
                String name = file.getFileName().toString();
                texts.put(name.substring(0, name.length() - ending.length()), Files.readString(file));
            }
        }
        return texts;
    }

    private Resources() {}
}
