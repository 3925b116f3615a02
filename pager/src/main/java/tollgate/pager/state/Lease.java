package tollgate.pager.state;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leadership by a document that its holder renews. Whoever sees the same version for as long as the lease lasts, by the own clock that
 * no clock setting moves, takes it over; of several who try, one succeeds. The holder stops to lead, by its own clock, as long after
 * its last renewal began: before anybody else can have begun, whatever their clocks say.
 */
public final class Lease implements Leadership {
    /** Three tries fit into it, and with a renewal after it another pager leads within 20 seconds. */
    public static final Duration LENGTH = Duration.ofSeconds(15);

    /** How often to renew. */
    public static final Duration BETWEEN = Duration.ofSeconds(4);

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
    private static final String ID = "lease";

    private final SharedDocuments documents;
    private final String holder;
    private final LongSupplier nanoClock;

    private volatile boolean held;
    private volatile long heldUntil;

    private String seenVersion = "";
    private long seenSince;

    /**
     * Not held before the first renewal.
     *
     * @param holder a name that no other pager has, the same after a restart
     * @param nanoClock such as {@link System#nanoTime}
     */
    public Lease(SharedDocuments documents, String holder, LongSupplier nanoClock) {
        this.documents = documents;
        this.holder = holder;
        this.nanoClock = nanoClock;
    }

    @Override
    public boolean leads() {
        return held && nanoClock.getAsLong() - heldUntil < 0;
    }

    @Override
    public boolean mayDeliver() {
        return held;
    }

    @Override
    public synchronized boolean renew() throws IOException {
        long began = nanoClock.getAsLong();
        SharedDocuments.@Nullable Versioned current = documents.get(ID);
        String owner = current == null ? "" : current.body().path("holder").asText();
        if (!owner.isEmpty() && !owner.equals(holder) && !isExpired(current, began)) {
            lose(owner);
            return true;
        }
        if (documents.put(ID, body(holder), current)) {
            if (!leads()) {
                LOG.info("this pager leads; before it did {}", owner.isEmpty() ? "none" : owner);
            }
            heldUntil = began + LENGTH.toNanos();
            held = true;
        } else {
            lose("another pager");
        }
        return true;
    }

    private boolean isExpired(SharedDocuments.@Nullable Versioned current, long now) {
        String version = current == null ? "" : current.version();
        if (!version.equals(seenVersion)) {
            seenVersion = version;
            seenSince = now;
        }
        return now - seenSince > LENGTH.toNanos();
    }

    private void lose(String owner) {
        if (held) {
            LOG.warn("this pager leads no longer: {} does", owner);
        }
        held = false;
    }

    @Override
    public synchronized void release() {
        if (!leads()) {
            return;
        }
        held = false;
        try {
            SharedDocuments.@Nullable Versioned current = documents.get(ID);
            if (current != null && current.body().path("holder").asText().equals(holder)) {
                documents.put(ID, body(""), current);
            }
        } catch (IOException e) {
            LOG.warn("the lease is not given back, and ends by itself: {}", e.getMessage());
        }
    }

    private static ObjectNode body(String owner) {
        return JsonNodeFactory.instance.objectNode().put("kind", "lease").put("holder", owner);
    }
}
