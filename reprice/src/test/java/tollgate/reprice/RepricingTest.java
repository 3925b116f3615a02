package tollgate.reprice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tollgate.reprice.Prices.book;
import static tollgate.reprice.Prices.entry;
import static tollgate.reprice.Prices.pricer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.pricing.Pricer;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.DocumentField;
import tollgate.requestlog.Field;

class RepricingTest {
    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");
    private static final Scope DAY = new Scope(Ledger.NAMESPACE, START, NOW, null);
    private static final List<DataStream> USAGE = List.of(DataStream.USAGE, DataStream.USAGE_HOURLY);
    private static final int REQUESTS = 12;
    private static final int PAGE_SIZE = 5;

    @TempDir
    Path folder;

    private Pricer old;
    private Pricer corrected;
    private Pricer correctedAgain;
    private Ledger ledger;

    @BeforeEach
    void fill() throws IOException {
        old = pricer(book(folder, "1", entry("alpha", "USD", "1", "2"), entry("beta", "USD", "3", "4")));
        // alpha's price rises, beta is sold in yuan, gamma has a price at last.
        corrected = pricer(book(
                folder,
                "2",
                entry("alpha", "USD", "1.5", "2"),
                entry("beta", "CNY", "10", "20"),
                entry("gamma", "USD", "7", "7")));
        // beta has no price any more.
        correctedAgain = pricer(book(folder, "3", entry("alpha", "USD", "0.5", "2"), entry("gamma", "USD", "7", "8")));
        ledger = filled();
    }

    /** One request of each of three models a minute, for four minutes. */
    private Ledger filled() throws IOException {
        List<String> models = List.of("alpha", "beta", "gamma");
        Ledger fresh = new Ledger(PAGE_SIZE);
        for (int i = 0; i < REQUESTS; i++) {
            fresh.add(START.plusSeconds(20L * i), models.get(i % 3), 100 + i, 10 + i, old, true);
        }
        return fresh;
    }

    @Test
    void differencePerModelIsExact() throws Exception {
        RepriceReport report = run(ledger, corrected);

        // alpha's input is 100 + 103 + 106 + 109, its output 10 + 13 + 16 + 19; and so on.
        assertThat(report.models())
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(Map.of(
                        "alpha",
                        new ModelDifference(4, 4, 0, 0, 0, Map.of("USD", cost("0.000534", "0.000743"))),
                        "beta",
                        new ModelDifference(
                                4, 4, 0, 0, 0, Map.of("USD", cost("0.001514", null), "CNY", cost(null, "0.00546"))),
                        "gamma",
                        new ModelDifference(4, 4, 0, 4, 0, Map.of("USD", cost(null, "0.003444")))));
        assertThat(report.finished()).isTrue();
        assertThat(report.requests()).isEqualTo(REQUESTS);
    }

    @Test
    void sumsOfWindowsFollowThoseOfRequests() throws Exception {
        RepriceReport report = run(ledger, corrected);

        assertThat(ledger.told())
                .isEqualTo(Map.of(
                        "USD", new BigDecimal("0.004187"),
                        "CNY", new BigDecimal("0.00546"),
                        "reporting", new BigDecimal("0.004187")));
        for (DataStream usage : USAGE) {
            assertThat(ledger.reported(usage)).isEqualTo(ledger.told());
        }
        assertThat(ledger.reportedRequests()).isEqualTo(REQUESTS);
        // A minute, four times, and the hour: alpha's one, of beta one a currency, of gamma one and one for its being
        // priced.
        assertThat(report.windows()).isEqualTo(new WindowCounts(25, 0));
    }

    @Test
    void secondRunChangesNothing() throws Exception {
        run(ledger, corrected);
        List<Stored> requests = requests();
        List<Stored> windows = windows();

        RepriceReport second = run(ledger, corrected);

        assertThat(second.sum(ModelDifference::changed)).isZero();
        assertThat(second.sum(ModelDifference::versionOnly)).isZero();
        assertThat(second.requests()).isEqualTo(REQUESTS);
        assertThat(second.windows()).isEqualTo(new WindowCounts(0, 0));
        assertThat(requests()).isEqualTo(requests);
        assertThat(windows()).isEqualTo(windows);
    }

    @Test
    void laterCorrectionTakesThePlaceOfTheOneBefore() throws Exception {
        run(ledger, corrected);

        run(ledger, correctedAgain);

        assertThat(ledger.told())
                .isEqualTo(Map.of(
                        "USD", new BigDecimal("0.003835"),
                        "reporting", new BigDecimal("0.003835"),
                        "unpriced", new BigDecimal("4")));
        for (DataStream usage : USAGE) {
            assertThat(ledger.reported(usage)).isEqualTo(ledger.told());
        }
        // Of beta also one for its being unpriced.
        assertThat(ledger.documents.corrections(DataStream.USAGE, Ledger.NAMESPACE))
                .isEqualTo(24);
        assertThat(ledger.documents.corrections(DataStream.USAGE_HOURLY, Ledger.NAMESPACE))
                .isEqualTo(6);
    }

    @Test
    void pricesThatComeBackLeaveCorrectionsOfNothing() throws Exception {
        Map<String, BigDecimal> before = ledger.told();
        run(ledger, corrected);

        run(ledger, old);

        assertThat(ledger.told()).isEqualTo(before);
        for (DataStream usage : USAGE) {
            assertThat(ledger.reported(usage)).isEqualTo(before);
        }
    }

    /** Wherever it dies, and by whichever prices it goes on, requests and windows come out as if it had not died. */
    @Test
    void deathAfterAnyWriteIsMadeGoodByTheNextRun() throws Exception {
        run(ledger, correctedAgain);
        for (int writes = 0; writes < REQUESTS + 25; writes++) {
            Ledger mortal = filled();
            mortal.documents.dieAfter(writes);
            assertThatThrownBy(() -> run(mortal, corrected)).hasMessage("connection lost");
            mortal.documents.live();

            run(mortal, correctedAgain);

            assertThat(mortal.told()).as("after %d writes", writes).isEqualTo(ledger.told());
            for (DataStream usage : USAGE) {
                assertThat(mortal.reported(usage)).as("after %d writes", writes).isEqualTo(ledger.told());
            }
            assertThat(mortal.reportedRequests()).isEqualTo(REQUESTS);
        }
    }

    @Test
    void dryRunSaysTheSameAndChangesNothing() throws Exception {
        List<Stored> requests = requests();
        List<Stored> windows = windows();

        RepriceReport dry = repricing(ledger, corrected).run(DAY, true, seen -> {});

        assertThat(requests()).isEqualTo(requests);
        assertThat(windows()).isEqualTo(windows);
        assertThat(audits(ledger)).isEmpty();
        assertThat(dry.windows()).isNull();
        assertThat(dry.models()).isEqualTo(run(ledger, corrected).models());
    }

    @Test
    void whatSomebodyElseChangedMeanwhileIsReadAgain() throws Exception {
        ledger.documents.intrude(() -> {
            ObjectNode source = requests().getFirst().source().deepCopy();
            DocumentTree.set(
                    source,
                    Field.INPUT_TOKENS,
                    DocumentTree.JSON.getNodeFactory().numberNode(1_000_000));
            source.put("theirs", 1);
            ledger.documents.put(DataStream.REQUEST, Ledger.NAMESPACE, "d0", source);
            ledger.documents.remove("d3");
        });

        RepriceReport report = run(ledger, corrected);

        ObjectNode first = stored("d0").source();
        assertThat(first.path("theirs").asInt()).isEqualTo(1);
        assertThat(CostFields.in(first).amount()).isEqualByComparingTo("1.50002");
        assertThat(requests()).extracting(Stored::id).hasSize(REQUESTS - 1).doesNotContain("d3");
        assertThat(Objects.requireNonNull(report.models().get("alpha")).requests())
                .isEqualTo(3);
    }

    /** The other run goes from its beginning to its end just before some write of this one. */
    @Test
    void twoRunsAtOnceLeaveSumsThatAgree() throws Exception {
        for (int bulk = 0; bulk < 4; bulk++) {
            Ledger shared = filled();
            Repricing other = repricing(shared, correctedAgain);
            Documents interfered = new InterferedDocuments(shared.documents, bulk, () -> runUnchecked(other));

            RepriceReport report =
                    new Repricing(interfered, corrected, clock(), wait -> {}).run(DAY, false, seen -> {});

            assertThat(report.finished()).isTrue();
            for (DataStream usage : USAGE) {
                assertThat(shared.reported(usage)).as("before write %d", bulk).isEqualTo(shared.told());
            }
            assertThat(audits(shared)).hasSize(2);
        }
    }

    @Test
    void windowThatDoesNotCountAllItsRequestsYetIsLeftAlone() throws Exception {
        ledger.add(START.plusSeconds(5), "alpha", 1_000, 1_000, old, false);
        ledger.add(START.plusSeconds(6), "delta", 1_000, 1_000, old, false);
        List<Stored> windows = windows();

        RepriceReport report = run(ledger, corrected);

        assertThat(report.windows()).isEqualTo(new WindowCounts(24, 2));
        assertThat(ledger.reported(DataStream.USAGE_HOURLY)).isEqualTo(ledger.reported(DataStream.USAGE));
        assertThat(windows()).containsAll(windows);

        // As the log-shipper does it: the windows come later, by the prices of then.
        Ledger complete = filled();
        complete.add(START.plusSeconds(5), "alpha", 1_000, 1_000, old, true);
        complete.add(START.plusSeconds(6), "delta", 1_000, 1_000, old, true);
        for (DataStream usage : USAGE) {
            for (Stored each : complete.documents.all(usage, Ledger.NAMESPACE)) {
                if (windows.stream().noneMatch(there -> there.id().equals(each.id()))) {
                    ledger.documents.put(usage, Ledger.NAMESPACE, each.id(), each.source());
                }
            }
        }

        assertThat(run(ledger, corrected).windows()).isEqualTo(new WindowCounts(2, 0));
        for (DataStream usage : USAGE) {
            assertThat(ledger.reported(usage)).isEqualTo(ledger.told());
        }
    }

    @Test
    void stopEndsItBetweenPagesAndTheNextRunFinishes() throws Exception {
        Repricing first = repricing(ledger, corrected);

        RepriceReport stopped = first.run(DAY, false, seen -> first.stop());

        assertThat(stopped.finished()).isFalse();
        assertThat(stopped.requests()).isEqualTo(PAGE_SIZE);
        assertThat(stopped.sum(ModelDifference::changed)).isEqualTo(PAGE_SIZE);
        assertThat(run(ledger, corrected).sum(ModelDifference::changed)).isEqualTo(REQUESTS - PAGE_SIZE);
        for (DataStream usage : USAGE) {
            assertThat(ledger.reported(usage)).isEqualTo(ledger.told());
        }
        assertThat(audits(ledger))
                .extracting(each -> DocumentTree.text(each, DocumentField.EVENT_OUTCOME) + " "
                        + DocumentTree.text(each, DocumentField.EVENT_REASON))
                .containsExactly("failure interrupted", "success null");
    }

    @Test
    void eachRunLeavesOneAuditDocument() throws Exception {
        new Repricing(ledger.documents, corrected, clock(), wait -> {})
                .run(new Scope(Ledger.NAMESPACE, START, NOW, "gamma"), false, seen -> {});

        assertThat(audits(ledger)).singleElement().asString().isEqualTo("""
                {"@timestamp":"2026-11-25T00:00:00.000Z","ecs":{"version":"9.2.0"},\
                "data_stream":{"type":"logs","dataset":"llm_gateway.audit","namespace":"ledger"},\
                "event":{"action":"reprice","outcome":"success","start":"2026-11-25T00:00:00.000Z",\
                "end":"2026-11-25T00:00:00.000Z","duration":0},\
                "llm_gateway":{"reprice":{"from":"2026-11-24T12:00:00.000Z","to":"2026-11-25T00:00:00.000Z",\
                "model":"gamma","seen":4,"changed":4,"version_only":0,"newly_priced":4,"newly_unpriced":0,\
                "windows":{"corrected":10,"incomplete":0}},"price":{"version":"%s"}}}""".formatted(corrected.priceVersion()));
    }

    @Test
    void failureIsAuditedWhereThatIsStillPossible() {
        ledger.documents.beBusy(PAGE_SIZE * PatientWriter.TRIES);

        assertThatThrownBy(() -> run(ledger, corrected)).isInstanceOf(IOException.class);

        assertThat(audits(ledger))
                .extracting(each -> DocumentTree.text(each, DocumentField.EVENT_OUTCOME) + " "
                        + DocumentTree.text(each, DocumentField.EVENT_REASON))
                .containsExactly("failure failed");
    }

    @Test
    void documentThatNobodyCanPriceIsCountedAndLeftAlone() throws Exception {
        ObjectNode nameless = DocumentTree.of(to -> {
            to.timestamp(Field.TIMESTAMP, START);
            to.text(Field.KIND, "request");
        });
        ledger.documents.put(DataStream.REQUEST, Ledger.NAMESPACE, "nameless", nameless);

        RepriceReport report = run(ledger, corrected);

        assertThat(report.skipped()).isEqualTo(1);
        assertThat(report.requests()).isEqualTo(REQUESTS + 1);
        assertThat(stored("nameless").source()).isEqualTo(nameless);
    }

    private List<Stored> requests() {
        return ledger.documents.all(DataStream.REQUEST, Ledger.NAMESPACE);
    }

    private List<Stored> windows() {
        return ledger.documents.all(DataStream.USAGE, Ledger.NAMESPACE);
    }

    private Stored stored(String id) {
        return requests().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<ObjectNode> audits(Ledger ledger) {
        return ledger.documents.all(DataStream.AUDIT, Ledger.NAMESPACE).stream()
                .map(Stored::source)
                .toList();
    }

    private static RepriceReport run(Ledger ledger, Pricer pricer) throws IOException {
        return repricing(ledger, pricer).run(DAY, false, seen -> {});
    }

    private static void runUnchecked(Repricing repricing) {
        try {
            repricing.run(DAY, false, seen -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Repricing repricing(Ledger ledger, Pricer pricer) {
        return new Repricing(ledger.documents, pricer, clock(), wait -> {});
    }

    private static InstantSource clock() {
        return () -> NOW;
    }

    private static CostDifference cost(@Nullable String before, @Nullable String after) {
        return new CostDifference(
                before == null ? null : new BigDecimal(before), after == null ? null : new BigDecimal(after));
    }
}
