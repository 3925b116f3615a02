package tollgate.shipper.faults;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands before a real Elasticsearch and draws by a seed what becomes of each bulk and each look-up; all else passes. It speaks
 * HTTP over sockets of its own, so that it can cut a connection at any byte.
 */
public final class FaultProxy implements AutoCloseable {
    private final Upstream upstream;
    private final boolean faulty;
    private final Action afterLoss;
    private final Fates bulks;
    private final Fates lookUps;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Writes writes;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile ServerSocket door;

    private FaultProxy(URI server, long seed, boolean faulty, Action afterLoss) throws IOException {
        this.upstream = new Upstream(server);
        this.writes = new Writes(upstream);
        this.bulks = Fates.ofBulks(seed);
        this.lookUps = Fates.ofLookUps(seed);
        this.faulty = faulty;
        this.afterLoss = () -> unlessWritesAreInDoubt(afterLoss);
        this.door = open(0);
    }

    /** A proxy that fails as the seed says. */
    public static FaultProxy of(URI server, long seed) throws IOException {
        return of(server, seed, () -> {});
    }

    /**
     * A proxy that fails as the seed says.
     *
     * @param afterLoss is done when a request has been carried out and its sender will not learn it, before he notices, unless a write
     *     is {@linkplain #unlessWritesAreInDoubt in doubt}
     */
    public static FaultProxy of(URI server, long seed, Action afterLoss) throws IOException {
        return new FaultProxy(server, seed, true, afterLoss);
    }

    /** A proxy that only fails when it is told to be {@link #away}. */
    public static FaultProxy faithful(URI server) throws IOException {
        return new FaultProxy(server, 0, false, () -> {});
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /** How many bulks met which fate. */
    public Map<Fault, Integer> bulks() {
        return bulks.drawn();
    }

    /** How many look-ups met which fate. */
    public Map<Fault, Integer> lookUps() {
        return lookUps.drawn();
    }

    /** Cuts all connections and refuses new ones. */
    public void away() throws IOException {
        door.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    /** Takes connections again, at the same address. */
    public void back() throws IOException {
        door = open(door.getLocalPort());
    }

    /**
     * Does something unless a write is in doubt, and returns whether it was done. A write that is carried out after its sender has
     * looked for it in vain is told by its id, in the same backing index only: whoever rolls the stream over just then gets the
     * document twice, and nothing on the client's side can prevent that.
     */
    public boolean unlessWritesAreInDoubt(Action action) throws IOException {
        return writes.unlessInDoubt(action);
    }

    /** To be called when a sender has ended, before the next begins: what is under way of him is in doubt. */
    public void senderHasEnded() {
        writes.senderHasEnded();
    }

    private ServerSocket open(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        threads.execute(() -> accept(socket));
        return socket;
    }

    private void accept(ServerSocket socket) {
        try {
            while (true) {
                Socket connection = socket.accept();
                threads.execute(() -> serve(connection));
            }
        } catch (IOException closed) {
            // As asked for: it is away.
        }
    }

    private void serve(Socket connection) {
        connections.add(connection);
        Exchange exchange = new Exchange(connection, upstream, bulks, writes, afterLoss);
        try (connection) {
            if (door.isClosed()) { // it came just before
                return;
            }
            InputStream in = new BufferedInputStream(connection.getInputStream());
            HttpMessage head = HttpMessage.readHead(in);
            while (head != null && exchange.answer(head, in, fate(head.target()))) {
                head = HttpMessage.readHead(in);
            }
        } catch (IOException gone) {
            // The other side has hung up, or this side is away: both is what connections do.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
        }
    }

    private Fault fate(String target) {
        if (faulty && target.startsWith("/_bulk")) {
            return bulks.draw();
        }
        boolean isLookUp = target.matches("/[^/]+/_(refresh|search|count|settings).*");
        return faulty && isLookUp ? lookUps.draw() : Fault.NONE;
    }

    @Override
    public void close() throws IOException {
        away();
        threads.shutdownNow();
        upstream.close();
    }
}
