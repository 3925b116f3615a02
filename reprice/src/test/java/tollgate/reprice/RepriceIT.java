package tollgate.reprice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterSettings;
import tollgate.elasticsearch.IndexTemplates;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.DocumentField;
import tollgate.requestlog.Field;
import tollgate.shipper.Shipper;
import tollgate.shipper.ShipperSettings;
import tollgate.shipper.bulk.HttpBulkTransport;
import tollgate.shipper.enrich.ConfiguredEnricher;

/** Requests that the log-shipper shipped by old prices are priced by new ones, on a real server. */
class RepriceIT {
    @RegisterExtension
    static final ElasticsearchExtension SERVER = ElasticsearchExtension.v8();

    private static final int PAGE_SIZE = 64;

    @TempDir
    Path folder;

    private final String namespace = "t" + UUID.randomUUID().toString().substring(0, 8);
    private Cluster cluster;
    private Path oldBook;
    private Path newBook;

    @BeforeEach
    void shipByOldPrices() throws Exception {
        cluster = Cluster.connect(ClusterSettings.of(SERVER.uri(), Map.of()));
        IndexTemplates.install(cluster);
        oldBook = Prices.book(folder, "old", Lines.oldPrices());
        newBook = Prices.book(folder, "new", Lines.newPrices());
        ship(namespace, oldBook);
    }

    @AfterEach
    void close() throws IOException {
        cluster.close();
    }

    /** In two parts with a rollover between them, so that requests and windows lie in two indices each. */
    private void ship(String to, Path book) throws Exception {
        Path log = folder.resolve(to + ".log");
        ShipperSettings settings = ShipperSettings.of(log.toString(), folder.resolve(to))
                .withNamespace(to)
                .withExitAtEnd(true);
        Files.writeString(log, Lines.text(0, 130));
        shipper(settings, book).run();
        for (DataStream stream : List.of(DataStream.REQUEST, DataStream.USAGE, DataStream.USAGE_HOURLY)) {
            cluster.client().indices().rollover(request -> request.alias(stream.in(to)));
        }
        Files.writeString(log, Lines.text(0, Lines.REQUESTS));
        shipper(settings, book).run();
    }

    private Shipper shipper(ShipperSettings settings, Path book) {
        return new Shipper(
                settings,
                new HttpBulkTransport(cluster),
                ConfiguredEnricher.of(Map.of("TOLLGATE_PRICE_BOOK", book.toString())),
                InstantSource.system());
    }

    @Test
    void everyRequestHasItsNewCostAndNothingElseIsChanged() throws Exception {
        Map<String, Stored> before = requests(namespace);

        reprice(everything(), false);

        Map<String, Stored> after = requests(namespace);
        for (int i = 0; i < Lines.REQUESTS; i++) {
            assertCost(after, i, true);
        }
        assertThat(after.keySet()).isEqualTo(before.keySet()).hasSize(Lines.REQUESTS);
        after.forEach((id, request) -> {
            assertThat(request.index()).isEqualTo(of(before, id).index());
            assertThat(request.id()).isEqualTo(of(before, id).id());
            assertThat(withoutCost(request)).isEqualTo(withoutCost(of(before, id)));
        });
        assertThat(after.values()).extracting(Stored::index).contains(index(after, 0), index(after, 299));
        assertThat(index(after, 0)).isNotEqualTo(index(after, 299));
    }

    @Test
    void costsAndWindowsAreAsIfAllHadBeenShippedByTheNewPrices() throws Exception {
        String other = namespace + "b";
        ship(other, newBook);

        reprice(everything(), false);

        Map<String, Stored> expected = requests(other);
        requests(namespace)
                .forEach((id, request) -> assertThat(CostFields.in(request.source())
                                .to(CostFields.in(of(expected, id).source())))
                        .isEqualTo(Change.NONE));
        assertThat(windowSums(namespace)).isEqualTo(windowSums(other)).isNotEmpty();
        assertThat(windowTotal(namespace, DocumentField.REQUESTS)).isEqualByComparingTo("300");
        assertThat(windowTotal(namespace, DocumentField.UNPRICED))
                .isEqualByComparingTo(windowTotal(other, DocumentField.UNPRICED))
                .isEqualByComparingTo("71");
    }

    @Test
    void differencePerModelIsExact() throws Exception {
        RepriceReport report = reprice(everything(), false);

        assertThat(report.models()).hasSize(5);
        assertModel(report, "alpha", 60, 57, 0, 0, 0);
        assertModel(report, "beta", 60, 57, 0, 0, 0);
        assertModel(report, "gamma", 60, 60, 0, 57, 0);
        assertModel(report, "delta", 60, 60, 0, 0, 58);
        assertModel(report, "epsilon", 60, 0, 58, 0, 0);
    }

    @Test
    void dryRunSaysTheSameAndChangesNothing() throws Exception {
        Map<String, Stored> requests = requests(namespace);
        List<Stored> windows = documents(DataStream.USAGE, namespace);

        RepriceReport dry = reprice(everything(), true);

        assertThat(requests(namespace)).isEqualTo(requests);
        assertThat(documents(DataStream.USAGE, namespace)).isEqualTo(windows);
        assertThat(audits()).isEmpty();
        assertThat(reprice(everything(), false).models()).isEqualTo(dry.models());
    }

    @Test
    void secondRunChangesNothing() throws Exception {
        reprice(everything(), false);
        Map<String, Stored> requests = requests(namespace);
        List<Stored> windows = documents(DataStream.USAGE, namespace);
        List<Stored> hours = documents(DataStream.USAGE_HOURLY, namespace);

        RepriceReport second = reprice(everything(), false);

        assertThat(second.requests()).isEqualTo(Lines.REQUESTS);
        assertThat(second.sum(ModelDifference::changed)).isZero();
        assertThat(second.sum(ModelDifference::versionOnly)).isZero();
        assertThat(second.windows()).isEqualTo(new WindowCounts(0, 0));
        assertThat(requests(namespace)).isEqualTo(requests);
        assertThat(documents(DataStream.USAGE, namespace)).isEqualTo(windows);
        assertThat(documents(DataStream.USAGE_HOURLY, namespace)).isEqualTo(hours);
        assertThat(audits())
                .extracting(each -> DocumentTree.whole(each.source(), DocumentField.REPRICE_CHANGED, -1))
                .containsExactlyInAnyOrder(234L, 0L);
    }

    /** Among the first requests, among the last, and after the last request before, and amid, the corrections of windows. */
    @Test
    void deathAnywhereAndASecondRunComeToTheSameEnd() throws Exception {
        String whole = namespace + "b";
        ship(whole, oldBook);
        RepriceReport alive = reprice(scope(whole, Lines.START, Lines.time(Lines.REQUESTS), null), false);
        long written = alive.sum(ModelDifference::changed) + alive.sum(ModelDifference::versionOnly);
        List<Integer> deaths = List.of(0, 1, 63, 100, (int) written, (int) written + 7);
        for (int after : deaths) {
            String mortal = namespace + "k" + after;
            ship(mortal, oldBook);
            Scope scope = scope(mortal, Lines.START, Lines.time(Lines.REQUESTS), null);
            Documents dying = new DyingDocuments(new ElasticsearchDocuments(cluster, PAGE_SIZE), after);
            assertThatThrownBy(() -> repricing(dying).run(scope, false, seen -> {}))
                    .hasMessage("killed");

            RepriceReport second = reprice(scope, false);

            assertThat(second.finished()).isTrue();
            assertThat(second.sum(ModelDifference::changed) + second.sum(ModelDifference::versionOnly))
                    .isEqualTo(Math.max(0, written - after));
            assertThat(costs(mortal)).isEqualTo(costs(whole));
            assertThat(windowSums(mortal)).isEqualTo(windowSums(whole));
            assertThat(windowTotal(mortal, DocumentField.REQUESTS)).isEqualByComparingTo("300");
        }
    }

    @Test
    void rangeIsExactToTheMillisecondAndTheModelIsTheOneThatAnswered() throws Exception {
        Instant first =
                Lines.time(100); // alpha answered where the alias was asked for; 105 asked for alpha by its name

        RepriceReport none = reprice(scope(namespace, first.minusMillis(999), first, "alpha"), false);
        RepriceReport late = reprice(scope(namespace, first.plusMillis(1), Lines.time(105), "alpha"), false);
        RepriceReport both = reprice(scope(namespace, first, Lines.time(105).plusMillis(1), "alpha"), false);

        assertThat(none.requests()).isZero();
        assertThat(late.requests()).isZero();
        assertThat(both.models()).containsOnlyKeys("alpha");
        assertThat(both.sum(ModelDifference::changed)).isEqualTo(2);
        Map<String, Stored> after = requests(namespace);
        for (int i = 0; i < Lines.REQUESTS; i++) {
            assertCost(after, i, i == 100 || i == 105);
        }
        assertThat(windowSums(namespace)).isEqualTo(requestSums());
        assertThat(audits())
                .extracting(each -> DocumentTree.text(each.source(), DocumentField.REPRICE_MODEL)
                        + " " + DocumentTree.text(each.source(), DocumentField.REPRICE_FROM)
                        + " " + DocumentTree.text(each.source(), DocumentField.REPRICE_TO)
                        + " " + DocumentTree.whole(each.source(), DocumentField.REPRICE_SEEN, -1)
                        + " " + DocumentTree.text(each.source(), DocumentField.EVENT_OUTCOME))
                .containsExactlyInAnyOrder(
                        "alpha 2026-11-24T12:03:19.001Z 2026-11-24T12:03:20.000Z 0 success",
                        "alpha 2026-11-24T12:03:20.001Z 2026-11-24T12:03:30.000Z 0 success",
                        "alpha 2026-11-24T12:03:20.000Z 2026-11-24T12:03:30.001Z 2 success");
    }

    @Test
    void auditCanBeSearched() throws Exception {
        reprice(everything(), false);
        cluster.client().indices().refresh(request -> request.index(DataStream.AUDIT.in(namespace)));

        long found = cluster.client()
                .count(count -> count.index(DataStream.AUDIT.in(namespace))
                        .query(query ->
                                query.term(term -> term.field("event.action").value("reprice"))))
                .count();

        assertThat(found).isEqualTo(1);
        assertThat(audits()).singleElement().satisfies(audit -> {
            assertThat(audit.index()).startsWith(".ds-logs-llm_gateway.audit-" + namespace);
            assertThat(DocumentTree.text(audit.source(), DocumentField.PRICE_VERSION))
                    .startsWith("new+sha256.");
        });
    }

    private void assertModel(
            RepriceReport report,
            String model,
            long requests,
            long changed,
            long versionOnly,
            long newlyPriced,
            long newlyUnpriced) {
        Map<String, CostDifference> costs = new TreeMap<>();
        for (int i = 0; i < Lines.REQUESTS; i++) {
            if (Lines.model(i).equals(model)) {
                BigDecimal before = Lines.cost(i, false);
                BigDecimal after = Lines.cost(i, true);
                if (before != null) {
                    costs.merge(Lines.currency(i, false), new CostDifference(before, null), CostDifference::plus);
                }
                if (after != null) {
                    costs.merge(Lines.currency(i, true), new CostDifference(null, after), CostDifference::plus);
                }
            }
        }
        assertThat(report.models().get(model))
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(new ModelDifference(requests, changed, versionOnly, newlyPriced, newlyUnpriced, costs));
    }

    private static void assertCost(Map<String, Stored> requests, int request, boolean repriced) {
        Stored stored = of(requests, Lines.id(request));
        CostFields fields = CostFields.in(stored.source());
        BigDecimal expected = Lines.cost(request, repriced);
        if (expected == null) {
            assertThat(fields.amount()).isNull();
            assertThat(DocumentTree.text(stored.source(), DocumentField.COST_MISSING_REASON))
                    .isNotNull();
        } else {
            assertThat(fields.amount()).isEqualByComparingTo(expected);
            assertThat(fields.currency()).isEqualTo(Lines.currency(request, repriced));
            assertThat(DocumentTree.text(stored.source(), DocumentField.PRICE_VERSION))
                    .startsWith(repriced ? "new+" : "old+");
        }
    }

    private Scope everything() {
        return scope(namespace, Lines.START, Lines.time(Lines.REQUESTS), null);
    }

    private static Scope scope(String namespace, Instant from, Instant to, @Nullable String model) {
        return new Scope(namespace, from, to, model);
    }

    private RepriceReport reprice(Scope scope, boolean dryRun) throws IOException {
        return repricing(new ElasticsearchDocuments(cluster, PAGE_SIZE)).run(scope, dryRun, seen -> {});
    }

    private Repricing repricing(Documents documents) {
        return new Repricing(documents, Prices.pricer(newBook), InstantSource.system(), Thread::sleep);
    }

    private Map<String, Stored> requests(String of) throws IOException {
        Map<String, Stored> requests = new HashMap<>();
        for (Stored each : documents(DataStream.REQUEST, of)) {
            requests.put(String.valueOf(DocumentTree.text(each.source(), Field.REQUEST_ID)), each);
        }
        return requests;
    }

    private List<Stored> audits() throws IOException {
        try (Documents.Walk walk = new ElasticsearchDocuments(cluster, PAGE_SIZE)
                .walk(new Selection(
                        DataStream.AUDIT,
                        namespace,
                        Instant.EPOCH,
                        Instant.now().plusSeconds(60),
                        null))) {
            return walk.next();
        }
    }

    private List<Stored> documents(DataStream stream, String of) throws IOException {
        List<Stored> all = new ArrayList<>();
        Selection selection =
                new Selection(stream, of, WindowSpan.HOUR.start(Lines.START), Lines.time(Lines.REQUESTS), null);
        try (Documents.Walk walk = new ElasticsearchDocuments(cluster, PAGE_SIZE).walk(selection)) {
            for (List<Stored> page = walk.next(); !page.isEmpty(); page = walk.next()) {
                all.addAll(page);
            }
        }
        return all;
    }

    private static Stored of(Map<String, Stored> requests, String id) {
        return Objects.requireNonNull(requests.get(id), id);
    }

    private static String index(Map<String, Stored> requests, int request) {
        return of(requests, Lines.id(request)).index();
    }

    private static JsonNode withoutCost(Stored request) {
        ObjectNode source = request.source().deepCopy();
        CostFields.NAMES.forEach(name -> DocumentTree.remove(source, name));
        return source;
    }

    private Map<String, String> costs(String of) throws IOException {
        Map<String, String> costs = new TreeMap<>();
        requests(of).forEach((id, request) -> {
            CostFields fields = CostFields.in(request.source());
            costs.put(id, fields.currency() + " " + fields.amount() + " " + fields.reportingAmount());
        });
        return costs;
    }

    /** Sums over all usage documents of minutes and of hours, of each window and currency; those that are zero are left out. */
    private Map<String, BigDecimal> windowSums(String of) throws IOException {
        Map<String, BigDecimal> sums = new TreeMap<>();
        for (WindowSpan span : WindowSpan.values()) {
            for (Stored each : documents(span.reported(), of)) {
                ObjectNode source = each.source();
                String key = key(source, span) + " " + DocumentTree.text(source, DocumentField.WINDOW_COST_CURRENCY);
                add(sums, key, DocumentTree.get(source, DocumentField.WINDOW_COST_AMOUNT));
                add(sums, key + " reporting", DocumentTree.get(source, DocumentField.REPORTING_COST_AMOUNT));
                add(sums, key + " unpriced", DocumentTree.get(source, DocumentField.UNPRICED));
            }
        }
        return withoutZeros(sums);
    }

    /** The same from the requests. */
    private Map<String, BigDecimal> requestSums() throws IOException {
        Map<String, BigDecimal> sums = new TreeMap<>();
        for (Stored each : requests(namespace).values()) {
            ObjectNode source = each.source();
            CostFields fields = CostFields.in(source);
            for (WindowSpan span : WindowSpan.values()) {
                String key = key(source, span) + " " + fields.currency();
                add(sums, key, DocumentTree.get(source, DocumentField.COST_AMOUNT));
                add(sums, key + " reporting", DocumentTree.get(source, DocumentField.REPORTING_COST_AMOUNT));
                sums.merge(
                        key + " unpriced", fields.amount() == null ? BigDecimal.ONE : BigDecimal.ZERO, BigDecimal::add);
            }
        }
        return withoutZeros(sums);
    }

    private static WindowKey key(ObjectNode source, WindowSpan span) {
        return WindowKey.of(source, Objects.requireNonNull(RequestDocument.time(source)), span);
    }

    private static void add(Map<String, BigDecimal> sums, String key, JsonNode amount) {
        sums.merge(key, amount.decimalValue(), BigDecimal::add);
    }

    private static Map<String, BigDecimal> withoutZeros(Map<String, BigDecimal> sums) {
        Map<String, BigDecimal> plain = new TreeMap<>();
        sums.forEach((key, sum) -> {
            if (sum.signum() != 0) {
                plain.put(key, sum.stripTrailingZeros());
            }
        });
        return plain;
    }

    /** Over the minutes; the hours must have the same. */
    private BigDecimal windowTotal(String of, DocumentField field) throws IOException {
        BigDecimal total = total(DataStream.USAGE, of, field);
        assertThat(total(DataStream.USAGE_HOURLY, of, field)).isEqualByComparingTo(total);
        return total;
    }

    private BigDecimal total(DataStream stream, String of, DocumentField field) throws IOException {
        return documents(stream, of).stream()
                .map(each -> DocumentTree.get(each.source(), field).decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
