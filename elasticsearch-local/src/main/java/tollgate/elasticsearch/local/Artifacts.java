package tollgate.elasticsearch.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** The list of what the build laid ready. */
final class Artifacts {
    private final Properties list;

    private Artifacts(Properties list) {
        this.list = list;
    }

    static Artifacts ofBuild() {
        Properties list = new Properties();
        try (InputStream in = Objects.requireNonNull(Artifacts.class.getResourceAsStream("artifacts.properties"))) {
            list.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Artifacts(list);
    }

    Recipe recipe(ElasticsearchVersion server) {
        String version = get(server, "version");
        Path folder = Path.of(get("folder"), version);
        return new Recipe(
                version,
                folder.resolve("elasticsearch-" + version + ".zip"),
                words(get(server, "modules")).stream()
                        .map(name -> new Recipe.Module(
                                name,
                                words(get(server, name + ".jars")).stream()
                                        .map(folder::resolve)
                                        .toList(),
                                list.getProperty(server.key() + "." + name + ".extends")))
                        .toList());
    }

    private String get(ElasticsearchVersion server, String key) {
        return get(server.key() + "." + key);
    }

    private String get(String key) {
        return Objects.requireNonNull(list.getProperty(key), key);
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }
}
