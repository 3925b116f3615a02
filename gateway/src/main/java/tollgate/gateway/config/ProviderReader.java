package tollgate.gateway.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tollgate.files.YamlMap;
import tollgate.gateway.keys.KeyConfig;
import tollgate.gateway.keys.KeySource;

/** Reads one provider with its keys, which are only named here and read later. */
final class ProviderReader {
    private static final String URL = "url";
    private static final String PROVIDER = "provider";
    private static final String KEYS_KEY = "keys";
    private static final String ENV = "env";
    private static final String FILE = "file";
    private static final String COMMAND = "command";
    private static final String CREATED = "created";
    private static final String NOT_AFTER = "not_after";

    static final Set<String> KEYS = Values.ordered(URL, PROVIDER, KEYS_KEY);

    private final Map<String, String> environment;

    ProviderReader(Map<String, String> environment) {
        this.environment = environment;
    }

    ProviderConfig read(YamlMap.Named entry) {
        YamlMap map = entry.map();
        List<KeyConfig> keys = new ArrayList<>();
        if (map.has(KEYS_KEY)) {
            for (YamlMap key : map.maps(KEYS_KEY, Values.ordered(ENV, FILE, COMMAND, CREATED, NOT_AFTER))) {
                keys.add(new KeyConfig(
                        source(key),
                        key.optional(CREATED, Values::moment),
                        key.optional(NOT_AFTER, Values::moment),
                        key.line()));
            }
        }
        return new ProviderConfig(
                entry.name(), map.value(URL, Values::endpoint), map.optional(PROVIDER, Values::name), keys);
    }

    private KeySource source(YamlMap key) {
        if (Stream.of(ENV, FILE, COMMAND).filter(key::has).count() != 1) {
            throw key.mistake("a key comes from one of env, file and command; name one");
        }
        if (key.has(ENV)) {
            return new KeySource.Variable(key.text(ENV), environment);
        }
        if (key.has(FILE)) {
            return new KeySource.File(key.value(FILE, ProviderReader::path));
        }
        return new KeySource.Command(key.texts(COMMAND));
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("is no path of a file", e);
        }
    }
}
