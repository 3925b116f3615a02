package tollgate.pager;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.pager.page.Book;
import tollgate.pager.page.Delivery;
import tollgate.pager.page.SentPage;
import tollgate.pager.receiver.Outcome;
import tollgate.pager.receiver.Receiver;

/**
 * Sends what the book says is to be sent. Of one key at one receiver one page after the other, in order; else several at once. What is
 * not delivered is tried again with growing pauses; when it is refused, or after two minutes, the fallback receiver is told; after an
 * hour it is given up, and that is counted and logged.
 */
final class Dispatcher implements AutoCloseable {
    static final Duration FALLBACK_AFTER = Duration.ofMinutes(2);
    static final Duration GIVE_UP_AFTER = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final int MOST_AT_ONCE = 8;

    private record Tries(int failures, Instant next) {}

    private record Subject(String receiver, String key) {}

    private final Book book;
    private final Map<String, Receiver> receivers;
    private final String fallback;
    private final PagerMetrics metrics;
    private final InstantSource clock;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("page-", 0).factory());
    private final Map<String, Tries> tries = new HashMap<>();
    private final Map<Subject, String> inFlight = new HashMap<>();
    private boolean closed;

    /** @param fallback name of the receiver that is told where another one does not take a page */
    Dispatcher(Book book, Map<String, Receiver> receivers, String fallback, PagerMetrics metrics, InstantSource clock) {
        this.book = book;
        this.receivers = Map.copyOf(receivers);
        this.fallback = fallback;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Sends what is due; returns without waiting for it. */
    synchronized void dispatch(Predicate<Delivery> allowed) {
        if (closed) {
            return;
        }
        Instant now = clock.instant();
        List<Delivery> outbox = book.outbox();
        Set<Subject> before = new HashSet<>();
        Map<String, Integer> busy = new HashMap<>();
        inFlight.keySet().forEach(subject -> busy.merge(subject.receiver(), 1, Integer::sum));
        Set<String> known = new HashSet<>();
        for (Delivery delivery : outbox) {
            known.add(delivery.id());
            Subject subject =
                    new Subject(delivery.receiver(), delivery.content().key());
            boolean first = before.add(subject) && !inFlight.containsKey(subject);
            Tries tried = tries.get(delivery.id());
            if (first
                    && allowed.test(delivery)
                    && (tried == null || !now.isBefore(tried.next()))
                    && busy.merge(delivery.receiver(), 1, Integer::sum) <= MOST_AT_ONCE) {
                inFlight.put(subject, delivery.id());
                threads.execute(() -> send(delivery, subject));
            }
        }
        tries.keySet().retainAll(known);
    }

    private void send(Delivery delivery, Subject subject) {
        try {
            Receiver receiver = receivers.get(delivery.receiver());
            Outcome outcome = receiver == null
                    ? new Outcome.Refused("there is no receiver of this name any more")
                    : receiver.send(delivery);
            ended(delivery, subject, outcome);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended(delivery, subject, Outcome.retry("the pager stopped"));
        } catch (RuntimeException e) {
            LOG.error("receiver {} failed", delivery.receiver(), e);
            ended(delivery, subject, Outcome.retry("failed: " + e.getClass().getSimpleName()));
        }
    }

    private synchronized void ended(Delivery delivery, Subject subject, Outcome outcome) {
        inFlight.remove(subject);
        if (closed && !(outcome instanceof Outcome.Delivered)) {
            return;
        }
        Tries before = tries.getOrDefault(delivery.id(), new Tries(0, Instant.EPOCH));
        Instant now = clock.instant();
        int attempts = before.failures() + 1;
        switch (outcome) {
            case Outcome.Delivered() -> {
                metrics.delivered(delivery, now);
                book.settle(new SentPage(delivery, true, attempts, "", now));
            }
            case Outcome.Refused(String reason) -> giveUp(delivery, attempts, reason, now);
            case Outcome.Retry(String reason, Duration after) -> {
                metrics.failed(delivery);
                Duration age = Duration.between(delivery.since(), now);
                if (age.compareTo(GIVE_UP_AFTER) >= 0) {
                    giveUp(delivery, attempts, reason, now);
                } else {
                    LOG.warn("receiver {} did not take {}: {}", delivery.receiver(), subject.key(), reason);
                    tries.put(delivery.id(), new Tries(attempts, now.plus(Backoff.after(attempts, after))));
                    if (age.compareTo(FALLBACK_AFTER) >= 0) {
                        tellFallback(delivery);
                    }
                }
            }
        }
    }

    private void giveUp(Delivery delivery, int attempts, String reason, Instant now) {
        LOG.error(
                "undeliverable: {} to receiver {} after {} attempts: {}",
                delivery.content().key(),
                delivery.receiver(),
                attempts,
                reason);
        metrics.undeliverable(delivery);
        tellFallback(delivery);
        book.settle(new SentPage(delivery, false, attempts, reason, now));
    }

    private void tellFallback(Delivery delivery) {
        if (!delivery.fallback() && !delivery.receiver().equals(fallback)) {
            LOG.warn("receiver {} is told instead of {}", fallback, delivery.receiver());
            book.fallBack(delivery, fallback);
        }
    }

    /** Sends nothing more, and waits a little for what is being sent. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        threads.shutdown();
        try {
            if (!threads.awaitTermination(2, java.util.concurrent.TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
