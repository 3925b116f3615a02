package tollgate.elasticsearch.local.junit;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tollgate.elasticsearch.local.ElasticsearchSettings;
import tollgate.elasticsearch.local.ElasticsearchVersion;
import tollgate.elasticsearch.local.LocalElasticsearch;

/**
 * Gives tests a real Elasticsearch. All classes of one test JVM share one server of each version, which starts when a test first
 * asks for it and ends with the JVM's tests. So a test chooses names that no other test has, such as a namespace of its own for
 * data streams, which cannot be deleted there.
 *
 * <p>To be registered in a static field.
 */
public final class ElasticsearchExtension implements BeforeAllCallback, AfterAllCallback {
    private final ElasticsearchVersion version;
    private final List<OwnServer> own = new ArrayList<>();
    private @Nullable Supplier<LocalElasticsearch> shared;

    private ElasticsearchExtension(ElasticsearchVersion version) {
        this.version = version;
    }

    /** Elasticsearch 8.19 with ES|QL. */
    public static ElasticsearchExtension v8() {
        return new ElasticsearchExtension(ElasticsearchVersion.V8);
    }

    /** Elasticsearch 9.5 without ES|QL. */
    public static ElasticsearchExtension v9() {
        return new ElasticsearchExtension(ElasticsearchVersion.V9);
    }

    /** Where the shared server listens, without a path. */
    public URI uri() {
        if (shared == null) {
            throw new IllegalStateException(
                    "Register the extension in a static field: its server is there from @BeforeAll on");
        }
        return shared.get().uri();
    }

    /**
     * A server of the caller's own, to be killed and, by {@link LocalElasticsearch#settings()}, started again. It ends, and its data
     * is deleted, after the last test of the class; what the caller started again, the caller closes.
     */
    public LocalElasticsearch server() {
        OwnServer server = OwnServer.start(version);
        own.add(server);
        return server.server();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        shared = () -> context.getRoot()
                .getStore(ExtensionContext.Namespace.create(ElasticsearchExtension.class))
                .getOrComputeIfAbsent(
                        version,
                        key -> LocalElasticsearch.start(
                                ElasticsearchSettings.defaults().version(key), System.err::println),
                        LocalElasticsearch.class);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        own.forEach(OwnServer::close);
        own.clear();
    }
}
