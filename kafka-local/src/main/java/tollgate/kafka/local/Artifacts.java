package tollgate.kafka.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;

/**
 * What the build laid ready.
 *
 * @param folder the jars of the broker and of all that it needs
 */
record Artifacts(String version, Path folder) {
    static Artifacts ofBuild() {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(Artifacts.class.getResourceAsStream("broker.properties"))) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path folder = Path.of(properties.getProperty("folder"));
        if (!Files.isDirectory(folder)) {
            throw new KafkaFailedException(folder + " is missing: build the module kafka-local");
        }
        return new Artifacts(properties.getProperty("version"), folder);
    }
}
