package tollgate.shipper.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tollgate.enrichment.Extra;
import tollgate.pricing.Cost;
import tollgate.pricing.MissingReason;
import tollgate.pricing.Priced;
import tollgate.pricing.Unpriced;
import tollgate.requestlog.RecordKind;
import tollgate.requestlog.RequestRecord;
import tollgate.requestlog.SloThresholds;
import tollgate.shipper.enrich.EnrichedRequest;

class ReconciliationTest {
    private static final Instant MINUTE = Instant.parse("2026-03-15T14:30:00Z");
    private static final long FIRST = MINUTE.getEpochSecond() / 60;
    private static final Priced DOLLARS = new Cost("USD", 1, 0, 2, 3, "USD", 3, null, "b");
    private static final Priced NOTHING = new Unpriced(MissingReason.UNKNOWN_MODEL);

    private final Reconciliation books = new Reconciliation(Duration.ofSeconds(30), List.of(), MINUTE);
    private final UsageDelta indexed = new UsageDelta(SloThresholds.DEFAULT);
    private final LineOutcomes others = new LineOutcomes();

    @Test
    void everyLineStandsInOneMinuteAndCurrency() {
        add(0, 5, DOLLARS);
        add(59, 7, DOLLARS);
        add(10, -1, NOTHING);
        add(60, 9, DOLLARS);
        indexed.add(new EnrichedRequest(
                RequestRecord.builder(MINUTE, "s", "m")
                        .kind(RecordKind.SLOW_START)
                        .build(),
                Extra.NONE,
                NOTHING));
        others.refused(MINUTE.plusSeconds(60), 4);
        others.repeated(MINUTE.plusSeconds(61));

        books.add(indexed, others, 10, MINUTE);

        assertThat(books.closeAll(3))
                .extracting(ReconciliationReport::minute)
                .containsExactlyInAnyOrder(
                        minute(FIRST, "USD", new ReconciliationSums(2, 2, 0, 0, 2, 0, 0, 12, 2, cost("0.000000006"))),
                        minute(FIRST, null, new ReconciliationSums(2, 2, 0, 0, 1, 1, 1, -1, 1, cost("0.000000000"))),
                        minute(
                                FIRST + 1,
                                "USD",
                                new ReconciliationSums(1, 1, 0, 0, 1, 0, 0, 9, 1, cost("0.000000003"))),
                        minute(FIRST + 1, null, new ReconciliationSums(5, 0, 4, 1, 0, 0, 0, -1, -1, cost("0"))));
    }

    @Test
    void batchWhoseLinesAreNotAllAccountedForIsNotBooked() {
        add(0, 5, DOLLARS);
        others.refused(MINUTE, 2);

        assertThatThrownBy(() -> books.add(indexed, others, 4, MINUTE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("4 lines were acknowledged and 3 are accounted for");

        assertThat(books.open()).isEmpty();
    }

    @Test
    void minuteClosesOnceItIsOverByTheGraceAndNothingComes() {
        others.refused(MINUTE, 1);
        books.add(indexed, others, 1, MINUTE.plusSeconds(80));

        assertThat(books.close(MINUTE.plusSeconds(90), 0)).isEmpty(); // the grace is not over
        assertThat(books.close(MINUTE.plusSeconds(110), 0)).isEmpty(); // something came 30 s ago
        assertThat(books.close(MINUTE.plusSeconds(111), 5)).singleElement().satisfies(report -> {
            assertThat(report.sequence()).isEqualTo(5);
            assertThat(report.minute().sums().refused()).isEqualTo(1);
        });
        assertThat(books.close(MINUTE.plusSeconds(999), 6)).isEmpty();
    }

    @Test
    void openMinutesAreBoundedAndNoneIsLost() {
        for (int i = 0; i < Reconciliation.MAX_OPEN + 10; i++) {
            LineOutcomes one = new LineOutcomes();
            one.refused(MINUTE.plusSeconds(60L * i), 1);
            books.add(indexed, one, 1, MINUTE);
        }

        assertThat(books.close(MINUTE, 0))
                .extracting(report -> report.minute().key().minute())
                .hasSize(10)
                .startsWith(FIRST, FIRST + 1);
        assertThat(books.open()).hasSize(Reconciliation.MAX_OPEN);
    }

    @Test
    void goesOnFromWhatWasOpen() {
        others.refused(MINUTE, 1);
        books.add(indexed, others, 1, MINUTE);

        Reconciliation restarted = new Reconciliation(Duration.ofSeconds(30), books.open(), MINUTE);
        restarted.add(indexed, others, 1, MINUTE);

        assertThat(restarted.closeAll(0))
                .singleElement()
                .satisfies(
                        report -> assertThat(report.minute().sums().refused()).isEqualTo(2));
    }

    private void add(long second, long inputTokens, Priced cost) {
        indexed.add(new EnrichedRequest(
                RequestRecord.builder(MINUTE.plusSeconds(second), "r", "m")
                        .inputTokens(inputTokens)
                        .outputTokens(1)
                        .build(),
                Extra.NONE,
                cost));
    }

    private static ReconciledMinute minute(long minute, @Nullable String currency, ReconciliationSums sums) {
        return new ReconciledMinute(new ReconciliationKey(minute, currency), sums);
    }

    private static BigDecimal cost(String amount) {
        return new BigDecimal(amount);
    }
}
