package tollgate.pager;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tollgate.dashboards.rule.Rules;
import tollgate.dashboards.rule.Severity;
import tollgate.pager.alert.Alert;
import tollgate.pager.alert.AlertSource;
import tollgate.pager.alert.Observation;
import tollgate.pager.alert.SourceUnreachableException;
import tollgate.pager.page.Delivery;
import tollgate.pager.page.Language;
import tollgate.pager.page.Links;
import tollgate.pager.page.Route;
import tollgate.pager.page.RuleTexts;
import tollgate.pager.page.SentPage;
import tollgate.pager.receiver.Outcome;
import tollgate.pager.receiver.Receiver;
import tollgate.pager.state.Leadership;
import tollgate.pager.state.MemoryDocuments;
import tollgate.pager.state.MemoryStore;
import tollgate.pager.state.StateStore;

/** Whole pagers, with twins in place of what is outside, and a clock that runs ahead as it is told to. */
final class TwinPagers implements AutoCloseable {
    static final Instant SINCE = Instant.parse("2026-03-15T14:30:22Z");

    final Map<String, Alert> open = new ConcurrentHashMap<>();
    final List<String> told = new CopyOnWriteArrayList<>();
    final List<SentPage> noted = new CopyOnWriteArrayList<>();
    final MemoryDocuments documents = new MemoryDocuments();
    final MemoryStore store = new MemoryStore();
    final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    volatile Function<Delivery, Outcome> chat = delivery -> new Outcome.Delivered();
    volatile Duration ahead = Duration.ZERO;
    volatile boolean reachable = true;
    volatile @Nullable URI heartbeat;

    private final InstantSource clock = () -> Instant.now().plus(ahead);
    private final List<Pager> started = new ArrayList<>();

    long nanos() {
        return System.nanoTime() + ahead.toNanos();
    }

    void open(String key) {
        open.put(key, new Alert(key, "model-down", Severity.PAGE, Map.of("m", key), SINCE, 60.0, 50.0, false));
    }

    Pager start(StateStore memory, Leadership leadership) throws IOException {
        Rules rules = Rules.load();
        Map<String, Receiver> receivers = Map.of(
                "chat", delivery -> tell(delivery, chat.apply(delivery)),
                "spare", delivery -> tell(delivery, new Outcome.Delivered()));
        PagerSettings settings = new PagerSettings(
                List.of(Route.everythingTo("all", "chat")), receivers, "spare", heartbeat, Duration.ofSeconds(30));
        AlertSource source = now -> {
            if (!reachable) {
                throw new SourceUnreachableException("gone", new IOException("gone"));
            }
            return new Observation(List.copyOf(open.values()), Set.of(Observation.EVERY), Map.of());
        };
        PageLog log = pages -> {
            noted.addAll(pages);
            Set<String> ids = new HashSet<>();
            pages.forEach(page -> ids.add(page.delivery().id()));
            return ids;
        };
        Pager pager = new Pager(
                settings,
                new PagerParts(
                        source,
                        memory,
                        new Unreliable(documents, () -> reachable),
                        leadership,
                        log,
                        new RuleTexts(rules, rules.defaults(), Language.EN, Links.NONE),
                        registry,
                        clock));
        started.add(pager);
        return pager.start();
    }

    private Outcome tell(Delivery delivery, Outcome outcome) {
        if (outcome instanceof Outcome.Delivered) {
            told.add(delivery.receiver() + " " + delivery.content().action().code() + " "
                    + delivery.content().key());
        }
        return outcome;
    }

    @Override
    public void close() {
        started.forEach(Pager::close);
    }
}
