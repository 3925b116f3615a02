package tollgate.benchmarks;

import java.io.IOException;
import java.net.URI;
import tollgate.benchmarks.server.ServerProcess;
import tollgate.benchmarks.stub.StubMain;

/** The stub, which counts what arrives and does nothing with it. */
final class StubTarget implements Target {
    private final ServerProcess stub;
    private final JsonHttp http;

    private StubTarget(ServerProcess stub) {
        this.stub = stub;
        this.http = new JsonHttp(stub.uri());
    }

    static StubTarget start() throws IOException {
        return new StubTarget(ServerProcess.start(StubMain.class, "0"));
    }

    @Override
    public URI uri() {
        return stub.uri();
    }

    @Override
    public URI uriWithRoot() {
        return uri();
    }

    @Override
    public long pid() {
        return stub.pid();
    }

    @Override
    public long arrived(String index) throws IOException, InterruptedException {
        return http.send("GET", "/_stub/counts", "")
                .path("documents")
                .path(index)
                .asLong();
    }

    @Override
    public long documents(String index) throws IOException, InterruptedException {
        return arrived(index);
    }

    @Override
    public void prepare(String index) {}

    @Override
    public void close() {
        http.close();
        stub.close();
    }
}
