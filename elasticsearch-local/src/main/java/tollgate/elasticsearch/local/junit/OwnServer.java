package tollgate.elasticsearch.local.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import tollgate.elasticsearch.local.ElasticsearchSettings;
import tollgate.elasticsearch.local.ElasticsearchVersion;
import tollgate.elasticsearch.local.LocalElasticsearch;

/** A server on a data folder that outlives it, so that it can be killed and started again. */
record OwnServer(LocalElasticsearch server, Path data) implements AutoCloseable {
    static OwnServer start(ElasticsearchVersion version) {
        try {
            Path data = Files.createTempDirectory("tollgate-elasticsearch-");
            return new OwnServer(
                    LocalElasticsearch.start(
                            ElasticsearchSettings.defaults().version(version).data(data), System.err::println),
                    data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
