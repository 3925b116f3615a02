package tollgate.pager;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.pager.alert.AlertSource;
import tollgate.pager.alert.Observation;
import tollgate.pager.alert.SourceUnreachableException;
import tollgate.pager.page.Acknowledgement;
import tollgate.pager.page.Book;
import tollgate.pager.page.Delivery;
import tollgate.pager.page.PagerRules;
import tollgate.pager.page.SentPage;
import tollgate.pager.page.Silence;
import tollgate.pager.receiver.Http;
import tollgate.pager.state.Leadership;
import tollgate.pager.state.Lease;

/**
 * Looks what is open, decides whom to tell, and tells them, until it is closed. Of several pagers one does; another goes on within
 * 30 seconds where it left off.
 */
public final class Pager implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pager.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_SENDS = Duration.ofMillis(200);
    private static final Duration BETWEEN_NOTES = Duration.ofSeconds(5);
    private static final Duration BETWEEN_TIDIES = Duration.ofHours(6);

    private final AlertSource source;
    private final Leadership leadership;
    private final PageLog pages;
    private final InstantSource clock;
    private final Book book;
    private final Notes notes;
    private final SharedCopy copy;
    private final Dispatcher dispatcher;
    private final Health health;
    private final @Nullable Heartbeat heartbeat;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(
            5, Thread.ofPlatform().daemon().name("pager-", 0).factory());

    private List<Silence> silences = List.of();
    private List<Acknowledgement> acknowledgements = List.of();
    private Instant notesDue = Instant.MIN;
    private volatile boolean leading;
    private boolean saidUnreachable;
    private volatile Instant lastLook = Instant.MIN;

    /**
     * Does nothing before {@link #start}.
     *
     * @throws IOException where its memory cannot be read
     */
    Pager(PagerSettings settings, PagerParts parts) throws IOException {
        this.source = parts.source();
        this.leadership = parts.leadership();
        this.pages = parts.pages();
        this.clock = parts.clock();
        this.book = new Book(parts.store(), settings.routes(), parts.texts());
        this.notes = new Notes(parts.documents());
        this.copy = new SharedCopy(parts.documents(), book);
        this.health = new Health(clock.instant());
        PagerMetrics metrics = new PagerMetrics(parts.registry());
        this.dispatcher = new Dispatcher(book, settings.receivers(), settings.fallback(), metrics, clock);
        URI address = settings.heartbeat();
        this.heartbeat = address == null ? null : new Heartbeat(address, new Http(), metrics, clock);
        source.remember(book.ruleMemory());
        metrics.gauge("tollgate.pager.alerts.open", "Open alerts", book::openAlerts);
        metrics.gauge(
                "tollgate.pager.pages.waiting",
                "Pages on their way",
                () -> book.outbox().size());
        metrics.gauge(
                "tollgate.pager.pages.unnoted",
                "Pages not noted yet",
                () -> book.unnoted().size());
        metrics.gauge("tollgate.pager.leads", "1 for the pager that pages", () -> leadership.leads() ? 1 : 0);
        metrics.gauge("tollgate.pager.rules.failing", "Rules that cannot be run", health::failingRules);
        metrics.gauge(
                "tollgate.pager.memory.failing",
                "1 where the disk does not take the memory",
                () -> book.isFailing() ? 1 : 0);
        metrics.gauge(
                "tollgate.pager.contact.age.seconds",
                "Since Elasticsearch has answered",
                () -> health.contactAge(clock.instant()).toMillis() / 1e3);
    }

    /** Begins. */
    public Pager start() {
        every(Lease.BETWEEN, this::renew);
        every(BETWEEN_LOOKS, this::look);
        every(BETWEEN_SENDS, () -> dispatcher.dispatch(this::maySend));
        every(BETWEEN_LOOKS, this::note);
        Heartbeat beating = heartbeat;
        if (beating != null) {
            every(BETWEEN_LOOKS, () -> beat(beating));
        }
        every(BETWEEN_TIDIES, this::tidy);
        return this;
    }

    /** Whatever happens in one turn, there is a next one. */
    private void every(Duration pause, Task task) {
        var _ = threads.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (IOException | RuntimeException e) {
                        LOG.error("the pager failed, and goes on", e);
                    }
                },
                0,
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @FunctionalInterface
    private interface Task {
        void run() throws IOException, InterruptedException;
    }

    private void renew() {
        try {
            if (leadership.renew()) {
                health.contact(clock.instant());
            }
        } catch (IOException e) {
            LOG.debug("the lease is not renewed", e);
        }
    }

    /** One look. What cannot be seen is not over. */
    private void look() {
        Instant now = clock.instant();
        lastLook = now;
        if (!leadership.leads()) {
            leading = false;
            watchContact(now);
            return;
        }
        if (!leading) {
            try {
                copy.takeOver();
            } catch (IOException e) {
                LOG.warn("what the pager before knew cannot be read yet: {}", e.getMessage());
                watchContact(now);
                return;
            }
            source.remember(book.ruleMemory());
            leading = true;
        }
        readNotes(now);
        book.plan(health.with(observe(now), now), source.memory(), silences, acknowledgements, now);
        copy.push();
        dispatcher.dispatch(this::maySend);
    }

    /** That Elasticsearch does not answer, a pager says that does not lead, too: who leads is not to be learnt then. */
    private void watchContact(Instant now) {
        Duration after = leadership.mayDeliver() ? Health.UNREACHABLE_AFTER : Health.UNREACHABLE_AFTER_FOLLOWING;
        book.planOnly(PagerRules.UNREACHABLE, health.alone(now, after), now);
    }

    private Observation observe(Instant now) {
        try {
            Observation seen = source.observe(now);
            if (!seen.judged().isEmpty()) {
                health.contact(now);
                saidUnreachable = false;
            }
            seen.failures().forEach((rule, reason) -> LOG.warn("rule {} cannot be run: {}", rule, reason));
            return seen;
        } catch (SourceUnreachableException e) {
            if (!saidUnreachable) {
                LOG.warn("alerts cannot be judged: {}", e.getMessage());
                saidUnreachable = true;
            }
            return new Observation(List.of(), Set.of(), java.util.Map.of());
        }
    }

    private void readNotes(Instant now) {
        if (now.isBefore(notesDue)) {
            return;
        }
        notesDue = now.plus(BETWEEN_NOTES);
        try {
            silences = notes.silences(now);
            acknowledgements = notes.acknowledgements();
            health.contact(now);
        } catch (IOException e) {
            // Those that were read last hold on, each to its end.
            LOG.debug("silences and acknowledgements cannot be read", e);
        }
    }

    /** Who lost the lease to another pager leaves what is left to it; its own memory has the same. */
    private boolean maySend(Delivery delivery) {
        return leadership.mayDeliver() || delivery.content().rule().equals(PagerRules.UNREACHABLE);
    }

    private void note() throws IOException {
        List<SentPage> unnoted = book.unnoted();
        if (!unnoted.isEmpty() && leadership.mayDeliver()) {
            try {
                book.noted(new HashSet<>(pages.note(unnoted)));
            } catch (IOException e) {
                LOG.debug("pages are not noted yet", e);
            }
        }
    }

    /** Who does not lead, or sees nothing, lets the switch fire. */
    private void beat(Heartbeat beating) throws InterruptedException {
        if (leadership.leads() && isWell()) {
            beating.beat();
        }
    }

    /** Whether it is at work: it is well, and Elasticsearch has answered since the start. */
    public boolean isReady() {
        return isWell() && health.hasContact();
    }

    /** Whether it looks, and sees Elasticsearch. */
    public boolean isWell() {
        Instant now = clock.instant();
        return health.contactAge(now).compareTo(Health.UNREACHABLE_AFTER) < 0
                && lastLook.isAfter(now.minus(Health.UNREACHABLE_AFTER));
    }

    private void tidy() throws IOException {
        if (leadership.leads()) {
            try {
                notes.tidy(clock.instant());
            } catch (IOException e) {
                LOG.debug("old silences are not removed yet", e);
            }
        }
    }

    /** How many pages are open. */
    public int openPages() {
        return book.openPages().size();
    }

    /** Whether somebody has been told, or is being told, of an open alert of this rule. */
    public boolean isPaged(String rule) {
        return book.isPaged(rule);
    }

    /** Open alerts, pages on their way, and whether this one leads, in one line for people. */
    public String status() {
        String leads = leadership.leads() ? "leads" : "follows";
        return "%s; %d alerts open, %d pages open, %d pages on their way"
                .formatted(
                        leads,
                        book.openAlerts(),
                        book.openPages().size(),
                        book.outbox().size());
    }

    /** What is being sent is waited for, two seconds at most; what is not sent then is sent after the next start. */
    @Override
    public void close() {
        threads.shutdown();
        dispatcher.close();
        try {
            if (!threads.awaitTermination(1, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // The next one shall not send again what was sent until now.
        if (leadership.leads() && leading) {
            copy.push();
        }
        leadership.release();
        copy.close();
    }
}
