package tollgate.shipper.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Writes that are carried out after their sender has given them up. He may have looked for one in vain, or found only a part of it,
 * before it was carried out: then he sends the rest again, and only its index tells that it is there. So a document of it is settled
 * when what he sends again has been carried out, too, or when he looks for it after a refresh that came afterwards, or sends others of
 * them without it, since he has found it.
 */
final class LateWrites {
    /** A sender that has ended asks no more, and one that waits for what waits for this cannot. */
    private static final int LONGEST_WAIT_SECONDS = 5;

    private static final Pattern ID = Pattern.compile("\"_id\":\"([^\"]+)\"");

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Set<Late> open = ConcurrentHashMap.newKeySet();

    /** Carries something out. */
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static final class Late {
        private final String text;
        /** Of the documents that are not settled. */
        private final Set<String> ids;

        private final CountDownLatch settled = new CountDownLatch(1);
        private volatile boolean done;
        private volatile boolean visible;

        private Late(HttpMessage bulk) {
            text = text(bulk);
            ids = ConcurrentHashMap.newKeySet();
            ID.matcher(text).results().map(found -> found.group(1)).forEach(ids::add);
        }

        private boolean isOf(String stream) {
            return text.contains('"' + stream + '"');
        }

        private void sentAgain(String body) {
            if (ids.stream().anyMatch(body::contains)) {
                remove(id -> !body.contains(id));
            }
        }

        private void settle(String body) {
            remove(body::contains);
        }

        private void remove(Predicate<String> some) {
            ids.removeIf(some);
            if (ids.isEmpty()) {
                settled.countDown();
            }
        }
    }

    /** Carries a bulk out late, and returns when it is settled. */
    void carryOut(HttpMessage bulk, Work work) throws IOException, InterruptedException {
        Late late = new Late(bulk);
        lock.readLock().lock();
        open.add(late);
        try {
            work.run();
            late.done = true;
            var _ = late.settled.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } finally {
            open.remove(late);
            lock.readLock().unlock();
        }
    }

    /**
     * A request begins.
     *
     * @return to be run when it has been carried out
     */
    Runnable begins(HttpMessage request) {
        if (isBulk(request)) {
            open.forEach(late -> late.sentAgain(text(request)));
            return () -> carriedOut(request);
        }
        String[] path = request.target().split("[/?]", 4);
        if (path.length > 2 && path[2].equals("_refresh")) {
            List<Late> done = open.stream()
                    .filter(late -> late.done && late.isOf(path[1]))
                    .toList();
            return () -> done.forEach(late -> late.visible = true);
        }
        if (path.length > 2 && path[2].equals("_search")) {
            open.stream().filter(late -> late.visible).forEach(late -> late.settle(text(request)));
        }
        return () -> {};
    }

    /** A bulk, which may be a part of what its sender has sent, has been carried out. */
    void carriedOut(HttpMessage bulk) {
        open.forEach(late -> late.settle(text(bulk)));
    }

    private static boolean isBulk(HttpMessage request) {
        return request.target().startsWith("/_bulk");
    }

    /** Does something while no write is overdue. */
    void between(Action action) throws IOException {
        lock.writeLock().lock();
        try {
            action.run();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private static String text(HttpMessage message) {
        return new String(message.body(), StandardCharsets.UTF_8);
    }
}
