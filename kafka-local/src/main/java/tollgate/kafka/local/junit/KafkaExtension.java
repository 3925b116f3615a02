package tollgate.kafka.local.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tollgate.kafka.local.LocalKafka;
import tollgate.kafka.local.LocalKafkaSettings;

/**
 * Gives tests a real Kafka. All classes of one test JVM share one broker, which starts when a test first asks for it and ends with
 * the JVM's tests. So a test chooses names of topics and groups that no other test has.
 *
 * <p>To be registered in a static field.
 */
public final class KafkaExtension implements BeforeAllCallback, AfterAllCallback {
    private final List<LocalKafka> own = new ArrayList<>();
    private @Nullable Supplier<LocalKafka> shared;

    /** Where clients of the shared broker connect. */
    public String bootstrap() {
        if (shared == null) {
            throw new IllegalStateException(
                    "Register the extension in a static field: its broker is there from @BeforeAll on");
        }
        return shared.get().bootstrap();
    }

    /** Brokers of the caller's own, with temporary data, to be killed; they end after the last test of the class. */
    public LocalKafka cluster(int nodes) {
        LocalKafka kafka = LocalKafka.start(LocalKafkaSettings.defaults().nodes(nodes), System.err::println);
        own.add(kafka);
        return kafka;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        shared = () -> context.getRoot()
                .getStore(ExtensionContext.Namespace.create(KafkaExtension.class))
                .getOrComputeIfAbsent(
                        "shared",
                        key -> LocalKafka.start(LocalKafkaSettings.defaults(), System.err::println),
                        LocalKafka.class);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        own.forEach(LocalKafka::close);
        own.clear();
    }
}
