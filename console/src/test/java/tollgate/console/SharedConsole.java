package tollgate.console;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One console on one server in one browser, for all classes of tests, since to start them takes longer than to look at them. Where there is no
 * Chromium, the tests are skipped.
 *
 * <p>To be registered in a static field.
 */
final class SharedConsole implements BeforeAllCallback {
    private @Nullable Running running;

    SampleConsole console() {
        return Objects.requireNonNull(running).console();
    }

    Browser browser() {
        return Objects.requireNonNull(running).browser();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Browser.assumeThere();
        running = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedConsole.class))
                .getOrComputeIfAbsent("running", key -> Running.start(), Running.class);
    }

    private record Running(SampleConsole console, Browser browser) implements AutoCloseable {
        static Running start() {
            try {
                SampleConsole console = new SampleConsole();
                return new Running(console, Browser.start());
            } catch (Exception e) {
                throw new IllegalStateException("the console for the tests does not start", e);
            }
        }

        @Override
        public void close() throws Exception {
            browser.close();
            console.close();
        }
    }
}
