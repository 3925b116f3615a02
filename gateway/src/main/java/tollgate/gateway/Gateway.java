package tollgate.gateway;

import com.linecorp.armeria.server.Server;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.access.audit.AuditLog;
import tollgate.access.audit.AuditLogFile;
import tollgate.files.FileMistakeException;

/**
 * An OpenAI-compatible gateway that leaves exactly one line in its request log for each request to its completions endpoint.
 *
 * <p>No client sees the end of its answer before its line has been handed to the operating system. Failed and aborted requests
 * leave their line too. While the log cannot be written, requests are turned away with 503 rather than go unrecorded.
 */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final Duration LOG_PROBE_INTERVAL = Duration.ofMillis(500);
    /** For the end of connections, after the requests have ended. */
    private static final Duration CLOSE_MARGIN = Duration.ofSeconds(1);

    private final GatewaySettings settings;
    private final GatewayParts parts;
    private final Server server;
    private final ScheduledFuture<?> logProbe;

    private Gateway(GatewaySettings settings, GatewayParts parts, Server server) {
        this.settings = settings;
        this.parts = parts;
        this.server = server;
        // Lines that are kept go out when there is room, even if no request comes that would try.
        this.logProbe = parts.workers()
                .next()
                .scheduleWithFixedDelay(
                        parts.log()::isWritable,
                        LOG_PROBE_INTERVAL.toMillis(),
                        LOG_PROBE_INTERVAL.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /**
     * Starts a gateway; when this returns, it answers.
     *
     * @param environment where keys of the configuration file are looked up
     * @throws FileMistakeException where the configuration file cannot be used
     * @throws PortTakenException where another process has the port
     * @throws SettingException where the bind address or the log folder cannot be used
     */
    public static Gateway start(GatewaySettings settings, Map<String, String> environment) {
        return start(settings, environment, auditLog(settings));
    }

    /** As above, with an audit log. */
    public static Gateway start(GatewaySettings settings, Map<String, String> environment, AuditLog audit) {
        return start(settings, openLog(settings.log()), GatewayPlug.of(environment, audit));
    }

    /** As above, without an environment: for settings that name no configuration file, or one that takes no key from there. */
    public static Gateway start(GatewaySettings settings) {
        return start(settings, Map.of());
    }

    /** Takes the log over: it is closed with the gateway, or where the gateway does not start. */
    static Gateway start(GatewaySettings settings, RequestLog log, GatewayPlug plug) {
        GatewayParts parts = GatewayParts.of(settings, log, plug);
        Server server = parts.server(settings, CLOSE_MARGIN);
        try {
            server.start().join();
        } catch (CompletionException e) {
            parts.close();
            throw startFailure(settings, e);
        }
        Gateway gateway = new Gateway(settings, parts, server);
        LOG.info(
                "The gateway listens on {} and logs requests in {}",
                gateway.uri(),
                settings.log().folder());
        parts.keys().start();
        parts.access().start();
        parts.audit().started();
        if (parts.configuration().get().simulated()) {
            LOG.warn(
                    "Neither {} nor {} is set: answers come from a simulated model",
                    Setting.API_KEY,
                    Setting.UPSTREAM_URL);
        }
        return gateway;
    }

    private static AuditLog auditLog(GatewaySettings settings) {
        return new AuditLogFile(
                settings.log().folder(),
                settings.log().rotationBytes(),
                Identity.of(settings.node()).auditSource(),
                InstantSource.system());
    }

    private static RequestLog openLog(GatewaySettings.Log log) {
        try {
            return RequestLogFile.open(log.folder(), log.rotationBytes());
        } catch (IOException e) {
            throw new SettingException(
                    Setting.LOG_FOLDER.name(),
                    "is \"" + log.folder() + "\", which cannot be used (" + Words.oneLine(e.toString()) + ")",
                    "set a folder that this process can write and no other gateway uses");
        }
    }

    private static RuntimeException startFailure(GatewaySettings settings, CompletionException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketException) {
                return String.valueOf(cause.getMessage()).contains("in use")
                        ? new PortTakenException(settings.bindAddress(), settings.port())
                        : new SettingException(
                                Setting.BIND_ADDRESS.name(),
                                "is \"" + settings.bindAddress() + "\", which cannot be listened on ("
                                        + cause.getMessage() + ")",
                                "set an address of this machine, or a port above 1023");
            }
        }
        return failure;
    }

    /**
     * Reads the configuration file again, and all keys. Requests that run are not touched. Blocks.
     *
     * @throws FileMistakeException where the file cannot be used; what held before goes on to hold
     */
    public void reload() {
        parts.configuration().reload();
    }

    /** The port that it listens on. */
    public int port() {
        return server.activeLocalPort();
    }

    /** Where clients find it, without a path. */
    public URI uri() {
        String address = settings.bindAddress();
        return URI.create((settings.access().certificate() == null ? "http://" : "https://")
                + (address.contains(":") ? "[" + address + "]" : address) + ":" + port());
    }

    /**
     * Turns new requests away, lets those that run end up to the shutdown time-out, then aborts them; each leaves its line. At
     * most a second more passes until the port is free and the log is closed.
     */
    @Override
    public void close() {
        Duration grace = settings.limits().shutdownTimeout();
        parts.chat().refuseNew();
        ScheduledFuture<?> deadline =
                parts.workers().next().schedule(parts.chat()::endOpen, grace.toMillis(), TimeUnit.MILLISECONDS);
        var _ = server.stop();
        // Armeria's own future ends two seconds later: it waits for its threads.
        long limitNanos = System.nanoTime() + grace.plus(CLOSE_MARGIN).toNanos();
        while (!server.activePorts().isEmpty() && System.nanoTime() < limitNanos) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        deadline.cancel(false);
        logProbe.cancel(false);
        parts.close();
        parts.audit().stopped();
        LOG.info("The gateway has stopped");
    }
}
