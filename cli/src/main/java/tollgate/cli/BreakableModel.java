package tollgate.cli;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import tollgate.gateway.Gateway;
import tollgate.gateway.GatewaySettings;

/** The simulated model as a provider of its own, which can be broken and mended: broken, it answers 500 to everything. */
final class BreakableModel implements AutoCloseable {
    private static final String BROKEN = "{\"error\":{\"message\":\"broken for the demo\",\"type\":\"server_error\"}}";

    private final Gateway model;
    private final Server door;
    private final Path folder;
    private volatile boolean broken;

    private BreakableModel(Gateway model, Path folder) {
        this.model = model;
        this.folder = folder;
        WebClient client = WebClient.builder(model.uri())
                .responseTimeout(Duration.ofMinutes(5))
                .maxResponseLength(0)
                .build();
        this.door = Server.builder()
                .http(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .requestTimeoutMillis(0)
                .serviceUnder(
                        "/",
                        (context, request) -> broken
                                ? HttpResponse.of(HttpStatus.INTERNAL_SERVER_ERROR, MediaType.JSON, BROKEN)
                                : client.execute(forwarded(request)))
                .build();
        door.start().join();
    }

    /**
     * Starts one.
     *
     * @param folder of its own log, which nobody reads, and of the configuration of who asks it
     * @param speed how many times faster than a real model it is
     */
    static BreakableModel start(Map<String, String> environment, Path folder, double speed) {
        Map<String, String> own = new HashMap<>(environment);
        own.keySet().removeAll(java.util.Set.of("API_KEY", "UPSTREAM_URL"));
        GatewaySettings settings =
                GatewaySettings.from(own).withLogFolder(folder).withPort(0);
        return new BreakableModel(
                Gateway.start(settings.withSimulated(settings.simulated().withSpeed(speed))), folder);
    }

    private static HttpRequest forwarded(HttpRequest request) {
        RequestHeaders headers = RequestHeaders.builder(request.method(), request.path())
                .add(
                        HttpHeaderNames.CONTENT_TYPE,
                        request.headers().get(HttpHeaderNames.CONTENT_TYPE, "application/json"))
                .add(HttpHeaderNames.ACCEPT, request.headers().get(HttpHeaderNames.ACCEPT, "*/*"))
                .build();
        return request.withHeaders(headers);
    }

    /**
     * The configuration of a gateway that asks it. It names the provider as the simulated model itself does: by its address, it
     * would be one that no price book knows, which is an alert of its own.
     */
    Path configuration() throws IOException {
        StringBuilder yaml = new StringBuilder("providers:\n  breakable: {url: \"http://127.0.0.1:")
                .append(door.activeLocalPort())
                .append("/v1\", provider: simulated}\nmodels:\n");
        for (String name : Traffic.MODEL_NAMES) {
            yaml.append("  ").append(name).append(": {provider: breakable}\n");
        }
        return Files.writeString(folder.resolve("gateway.yaml"), yaml);
    }

    void breakIt() {
        broken = true;
    }

    void mend() {
        broken = false;
    }

    @Override
    public void close() {
        door.stop().join();
        model.close();
    }
}
