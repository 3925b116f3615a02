package tollgate.benchmarks.gateway;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.server.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * What a gateway costs that does nothing: Armeria's server and client as they come, with a constant line of 600 bytes appended for
 * each answer. It asks for no token, holds no limit, reads no answer and passes whatever comes. A process of its own; it says its
 * port on standard output.
 */
final class BareProxy {
    private static final String PATH = "/v1/chat/completions";
    private static final RequestHeaders HEADERS =
            RequestHeaders.of(HttpMethod.POST, PATH, "content-type", MediaType.JSON.toString());
    private static final byte[] LINE = ("x".repeat(599) + "\n").getBytes(StandardCharsets.US_ASCII);

    private final FileChannel log;
    private final WebClient provider;

    private BareProxy(FileChannel log, URI provider) {
        this.log = log;
        this.provider = WebClient.builder(SessionProtocol.H1C.uriText() + "://" + provider.getAuthority())
                .responseTimeout(Duration.ZERO)
                .maxResponseLength(0)
                .build();
    }

    /**
     * Runs until it is ended.
     *
     * @param arguments the provider's address, and the file to append to
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        FileChannel log = FileChannel.open(Path.of(arguments[1]), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        BareProxy proxy = new BareProxy(log, URI.create(arguments[0]));
        Server server = Server.builder()
                .http(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .requestTimeout(Duration.ZERO)
                .service(PATH, (_, request) -> proxy.pass(request))
                .build();
        server.start().join();
        System.out.println(server.activeLocalPort());
        new CountDownLatch(1).await();
    }

    private HttpResponse pass(HttpRequest request) {
        HttpResponse response = HttpResponse.of(request.aggregate().thenApply(this::ask));
        var _ = response.whenComplete().thenRun(this::append);
        return response;
    }

    private HttpResponse ask(AggregatedHttpRequest whole) {
        return provider.execute(HttpRequest.of(HEADERS, whole.content()));
    }

    private void append() {
        try {
            log.write(ByteBuffer.wrap(LINE)); // a single write call: whole, and in order
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
