package tollgate.gateway;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that can be set, checked. README.md lists the variables with their defaults.
 *
 * @param port 0 takes any free one
 * @param attempts how often an upstream is called for a request, before another one is; at least 1
 * @param config the configuration file, or null; its upstreams and models hold instead of those here
 * @param node what tells this gateway from others of its host, or null for the host's name
 */
public record GatewaySettings(
        String bindAddress,
        int port,
        Endpoint upstream,
        Defaults defaults,
        Log log,
        Limits limits,
        @Nullable String node,
        SimulatedSettings simulated,
        int attempts,
        @Nullable Path config,
        AccessSettings access) {

    private static final URI DASHSCOPE = URI.create("https://dashscope.aliyuncs.com/compatible-mode/v1");

    /**
     * Where requests go. Without an address they go to the simulated model.
     *
     * @param apiKey null for an upstream that asks for none
     */
    public record Endpoint(@Nullable URI url, @Nullable ApiKey apiKey) {}

    /**
     * What holds where a request does not say.
     *
     * @param models the models that are listed and have metrics of their own; {@code model} is one of them
     */
    public record Defaults(String model, List<String> models, int maxTokens, BigDecimal temperature) {
        public Defaults {
            models = Stream.concat(Stream.of(model), models.stream()).distinct().toList();
        }
    }

    /**
     * The request log.
     *
     * @param rotationBytes a file that would grow above it is put aside first
     */
    public record Log(Path folder, long rotationBytes) {}

    /**
     * What a request may take.
     *
     * @param slowStart a request that is open for so long leaves a line that says so, and another when it ends
     * @param shutdownTimeout how long running requests may go on after {@link Gateway#close}
     * @param idleTimeout a connection on which no request is open, or whose headers do not come, is closed after it
     * @param answerBytes of an upstream's answer, streamed or not
     * @param memoryBytes that all bodies together may take, copies contained
     */
    public record Limits(
            Duration requestTimeout,
            Duration slowStart,
            Duration shutdownTimeout,
            Duration idleTimeout,
            int bodyBytes,
            int headerBytes,
            int answerBytes,
            long memoryBytes) {}

    /**
     * Reads the variables of an environment; those that are not set have their defaults.
     *
     * @throws SettingException for the first value that cannot be used
     */
    public static GatewaySettings from(Map<String, String> environment) {
        SettingReader read = new SettingReader(environment);
        ApiKey apiKey = read.apiKey(Setting.API_KEY);
        URI url = read.httpUri(Setting.UPSTREAM_URL);
        return new GatewaySettings(
                read.text(Setting.BIND_ADDRESS),
                (int) read.whole(Setting.PORT, 0, 65_535),
                new Endpoint(url == null && apiKey != null ? DASHSCOPE : url, apiKey),
                defaults(read),
                new Log(read.path(Setting.LOG_FOLDER), read.whole(Setting.LOG_ROTATION_BYTES, 1, Long.MAX_VALUE)),
                new Limits(
                        Duration.ofMillis(read.whole(Setting.REQUEST_TIMEOUT_MS, 1, 86_400_000)),
                        Duration.ofMillis(read.whole(Setting.SLOW_START_MS, 1, 86_400_000)),
                        Duration.ofMillis(read.whole(Setting.SHUTDOWN_TIMEOUT_MS, 0, 3_600_000)),
                        Duration.ofMillis(read.whole(Setting.IDLE_TIMEOUT_MS, 1_000, 86_400_000)),
                        (int) read.whole(Setting.BODY_LIMIT_BYTES, 1, Integer.MAX_VALUE),
                        (int) read.whole(Setting.HEADER_LIMIT_BYTES, 1_024, 1 << 20),
                        (int) read.whole(Setting.ANSWER_LIMIT_BYTES, 1, Integer.MAX_VALUE),
                        read.optional(Setting.BODY_MEMORY_BYTES) == null
                                ? Runtime.getRuntime().maxMemory() / 2
                                : read.whole(Setting.BODY_MEMORY_BYTES, 1, Long.MAX_VALUE)),
                read.optional(Setting.SERVICE_NODE) == null ? null : read.name(Setting.SERVICE_NODE),
                simulated(read),
                (int) read.whole(Setting.RETRY_ATTEMPTS, 1, 10),
                null,
                AccessSettings.from(read));
    }

    private static Defaults defaults(SettingReader read) {
        String models = read.optional(Setting.MODELS);
        return new Defaults(
                read.name(Setting.MODEL_NAME),
                models == null
                        ? List.of()
                        : Arrays.stream(models.split(",", -1))
                                .map(String::strip)
                                .filter(model -> !model.isEmpty())
                                .map(model -> SettingReader.checkedName(Setting.MODELS, model))
                                .toList(),
                (int) read.whole(Setting.MAX_TOKENS, 1, Integer.MAX_VALUE),
                read.decimal(Setting.TEMPERATURE, "0", "2"));
    }

    private static SimulatedSettings simulated(SettingReader read) {
        return new SimulatedSettings(
                read.whole(Setting.SIMULATED_SEED, Long.MIN_VALUE, Long.MAX_VALUE),
                read.decimal(Setting.SIMULATED_SPEED, "0.01", "1000000").doubleValue(),
                read.decimal(Setting.SIMULATED_RATE_LIMITED_RATIO, "0", "1").doubleValue(),
                read.decimal(Setting.SIMULATED_ERROR_RATIO, "0", "1").doubleValue(),
                read.decimal(Setting.SIMULATED_TIMEOUT_RATIO, "0", "1").doubleValue(),
                read.decimal(Setting.SIMULATED_SLOW_RATIO, "0", "1").doubleValue());
    }

    /** Whether these settings name no upstream to go to; a configuration file may. */
    public boolean isSimulated() {
        return upstream.url() == null;
    }

    /** With this configuration file. */
    public GatewaySettings withConfig(Path config) {
        return new GatewaySettings(
                bindAddress, port, upstream, defaults, log, limits, node, simulated, attempts, config, access);
    }

    public GatewaySettings withAttempts(int attempts) {
        return new GatewaySettings(
                bindAddress, port, upstream, defaults, log, limits, node, simulated, attempts, config, access);
    }

    public GatewaySettings withPort(int port) {
        return new GatewaySettings(
                bindAddress, port, upstream, defaults, log, limits, node, simulated, attempts, config, access);
    }

    public GatewaySettings withUpstream(URI url, @Nullable ApiKey apiKey) {
        return new GatewaySettings(
                bindAddress,
                port,
                new Endpoint(url, apiKey),
                defaults,
                log,
                limits,
                node,
                simulated,
                attempts,
                config,
                access);
    }

    public GatewaySettings withLogFolder(Path folder) {
        Log moved = new Log(folder, log.rotationBytes());
        return new GatewaySettings(
                bindAddress, port, upstream, defaults, moved, limits, node, simulated, attempts, config, access);
    }

    public GatewaySettings withRequestTimeout(Duration requestTimeout) {
        Limits changed = new Limits(
                requestTimeout,
                limits.slowStart(),
                limits.shutdownTimeout(),
                limits.idleTimeout(),
                limits.bodyBytes(),
                limits.headerBytes(),
                limits.answerBytes(),
                limits.memoryBytes());
        return new GatewaySettings(
                bindAddress, port, upstream, defaults, log, changed, node, simulated, attempts, config, access);
    }

    public GatewaySettings withSlowStart(Duration slowStart) {
        Limits changed = new Limits(
                limits.requestTimeout(),
                slowStart,
                limits.shutdownTimeout(),
                limits.idleTimeout(),
                limits.bodyBytes(),
                limits.headerBytes(),
                limits.answerBytes(),
                limits.memoryBytes());
        return new GatewaySettings(
                bindAddress, port, upstream, defaults, log, changed, node, simulated, attempts, config, access);
    }

    public GatewaySettings withSimulated(SimulatedSettings simulated) {
        return new GatewaySettings(
                bindAddress, port, upstream, defaults, log, limits, node, simulated, attempts, config, access);
    }

    /** With these access tokens: whoever shows none is refused. */
    public GatewaySettings withTokens(Path file) {
        return new GatewaySettings(
                bindAddress,
                port,
                upstream,
                defaults,
                log,
                limits,
                node,
                simulated,
                attempts,
                config,
                access.withTokens(file));
    }

    /** Whether it listens on this machine alone, as far as its address says so. */
    public boolean isLoopback() {
        return Access.isLoopback(bindAddress);
    }
}
