package tollgate.gateway;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.files.FileMistakeException;
import tollgate.files.SectionedFile;
import tollgate.gateway.config.RoutingConfig;
import tollgate.gateway.config.RoutingSection;

/**
 * What holds of the configuration file. A file with a mistake, whatever section it is in, changes nothing; requests that run
 * when another one takes over stay with the one that they began with.
 */
final class Configuration implements Supplier<Routing> {
    private static final Logger LOG = LoggerFactory.getLogger(Configuration.class);
    private static final String SETTING = "--config";

    private final GatewaySettings settings;
    private final RoutingSection section;
    private final AccessSection accessSection;
    private final Access access;
    private final RoutingLoader loader;
    private final KeyWatch keys;
    private final GatewayMetrics metrics;
    private final Audit audit;
    private final AtomicReference<Routing> routing;

    /**
     * Reads the file, if there is one, and all keys. Blocks.
     *
     * @throws FileMistakeException where it cannot be used
     */
    Configuration(
            GatewaySettings settings,
            RoutingSection section,
            Access access,
            RoutingLoader loader,
            KeyWatch keys,
            GatewayMetrics metrics,
            Audit audit) {
        this.settings = settings;
        this.section = section;
        this.accessSection = new AccessSection(settings.access());
        this.access = access;
        this.loader = loader;
        this.keys = keys;
        this.metrics = metrics;
        this.audit = audit;
        this.routing = new AtomicReference<>(use(load()));
    }

    private record Read(RoutingLoader.Loaded loaded, AccessLimits limits) {}

    private Read load() {
        if (settings.config() == null) {
            return new Read(loader.of(settings), settings.access().limits());
        }
        String name = settings.config().toString();
        SectionedFile file = SectionedFile.read(settings.config(), SETTING, List.of(section, accessSection));
        Optional<RoutingConfig> config = file.get(section);
        return new Read(
                config.isPresent() ? loader.of(config.get(), settings.attempts(), name) : loader.of(settings),
                file.get(accessSection));
    }

    private Routing use(Read read) {
        RoutingLoader.Loaded loaded = read.loaded();
        access.configure(read.limits());
        keys.keep(loaded.keys());
        metrics.models(loaded.routing().names());
        return loaded.routing();
    }

    /**
     * Reads the file again. Blocks.
     *
     * @throws FileMistakeException where it cannot be used; what held before goes on to hold
     */
    synchronized void reload() {
        Read read;
        try {
            read = load();
        } catch (FileMistakeException e) {
            LOG.error("The configuration stays as it was: {}", e.getMessage());
            audit.notReloaded(String.valueOf(e.getMessage()));
            throw e;
        }
        routing.set(use(read));
        RoutingLoader.Loaded loaded = read.loaded();
        audit.reloaded();
        LOG.info(
                "The configuration was read again: {} models of {} upstreams",
                loaded.routing().models().size(),
                loaded.keys().size());
    }

    @Override
    public Routing get() {
        return Objects.requireNonNull(routing.get(), "never empty");
    }
}
