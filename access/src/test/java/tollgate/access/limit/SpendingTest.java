package tollgate.access.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.access.MutableClock;
import tollgate.pricing.PricingFiles;
import tollgate.requestlog.RecordKind;
import tollgate.requestlog.RequestRecord;
import tollgate.requestlog.RequestRecordBuilder;

class SpendingTest {
    /** A request costs a dollar for a million input tokens and two for a million output tokens. */
    private static final String BOOK = """
            version: "1"
            prices:
              - model: m
                currency: USD
                input: "1"
                output: "2"
                source: test
                as_of: 2026-03-01
            """;

    private static final Budget DAILY =
            new Budget(Budget.nanos(new BigDecimal("0.000010")), null, Budget.Action.REFUSE);

    @TempDir
    private Path folder;

    private final MutableClock clock = new MutableClock();
    private Spending spending = new Spending(
            BudgetTable.NONE,
            () -> {
                throw new AssertionError();
            },
            clock);

    @BeforeEach
    void open() throws Exception {
        Path book = folder.resolve("book.yaml");
        Files.write(book, BOOK.getBytes(StandardCharsets.UTF_8));
        PricingFiles prices = new PricingFiles(book, null, "USD");
        spending = new Spending(new BudgetTable(DAILY, Map.of()), prices::pricer, clock);
        clock.set(Instant.parse("2026-03-15T14:00:00Z"));
    }

    private static RequestRecordBuilder record(String tenant, String at, long input, long output) {
        return RequestRecord.builder(Instant.parse(at), "r", "m")
                .tenant(tenant)
                .inputTokens(input)
                .outputTokens(output);
    }

    private void add(String tenant, String at, long input, long output) {
        spending.add(record(tenant, at, input, output).build());
    }

    @Test
    void addsUpToTheNanoByDayAndMonth() {
        add("a", "2026-03-15T00:00:00Z", 3, 1);
        add("a", "2026-03-15T13:59:59.999Z", 1, 0);
        add("a", "2026-03-14T23:59:59.999999999Z", 100, 0);
        add("a", "2026-02-28T23:59:59.999999999Z", 1_000, 0);
        add("b", "2026-03-15T00:00:00Z", 7, 0);

        assertThat(spending.dayNanos("a")).isEqualTo(6_000);
        assertThat(spending.monthNanos("a")).isEqualTo(106_000);
        assertThat(spending.dayNanos("b")).isEqualTo(7_000);
        assertThat(spending.dayNanos("c")).isZero();
    }

    @Test
    void aBudgetIsSpentAtExactlyItsAmountAndUntilTheNextDay() {
        add("a", "2026-03-15T12:00:00Z", 9, 0);
        assertThat(spending.spent("a")).isNull();
        add("a", "2026-03-15T12:00:01Z", 1, 0);

        assertThat(spending.spent("a"))
                .isEqualTo(new Spent("daily", Budget.Action.REFUSE, Instant.parse("2026-03-16T00:00:00Z")));
        assertThat(spending.spent("b")).isNull();
        clock.set(Instant.parse("2026-03-15T23:59:59.999999999Z"));
        assertThat(spending.spent("a")).isNotNull();
        clock.set(Instant.parse("2026-03-16T00:00:00Z"));
        assertThat(spending.spent("a")).isNull();
    }

    @Test
    void aMonthEndsWithTheMonth() {
        Budget monthly = new Budget(null, 20_000L, Budget.Action.WARN);
        spending.configure(new BudgetTable(Budget.NONE, Map.of("a", monthly)));
        add("a", "2026-03-01T00:00:00Z", 10, 0);
        add("a", "2026-03-15T00:00:00Z", 10, 0);
        add("b", "2026-03-15T00:00:00Z", 10_000, 0);

        assertThat(spending.spent("a"))
                .isEqualTo(new Spent("monthly", Budget.Action.WARN, Instant.parse("2026-04-01T00:00:00Z")));
        assertThat(spending.spent("b")).isNull();
        clock.set(Instant.parse("2026-04-01T00:00:00Z"));
        assertThat(spending.spent("a")).isNull();
        assertThat(spending.monthNanos("a")).isZero();
        add("a", "2026-03-31T23:59:59Z", 10_000, 0);
        assertThat(spending.monthNanos("a")).isZero();
    }

    @Test
    void whatHasNoKnownCostIsCountedAndNotGuessed() {
        spending.add(RequestRecord.builder(Instant.parse("2026-03-15T12:00:00Z"), "r", "m")
                .tenant("a")
                .inputTokens(5)
                .attempts(1)
                .build());
        spending.add(RequestRecord.builder(Instant.parse("2026-03-15T12:00:00Z"), "r", "m")
                .tenant("a")
                .build());
        spending.add(record("a", "2026-03-15T12:00:00Z", 5, 5)
                .modelName("unknown")
                .attempts(2)
                .build());
        spending.add(record("a", "2026-03-15T12:00:00Z", 5, 5)
                .kind(RecordKind.SLOW_START)
                .build());
        spending.add(RequestRecord.builder(Instant.parse("2026-03-15T12:00:00Z"), "r", "m")
                .inputTokens(5)
                .outputTokens(5)
                .build());

        assertThat(spending.dayNanos("a")).isZero();
        assertThat(spending.unpriced()).isEqualTo(2);
    }

    @Test
    void amountsAreExactOrRefused() {
        assertThat(Budget.nanos(new BigDecimal("0.000000001"))).isEqualTo(1);
        assertThat(Budget.nanos(new BigDecimal("1E+1"))).isEqualTo(10_000_000_000L);
        assertThatThrownBy(() -> Budget.nanos(new BigDecimal("0.0000000001"))).hasMessageContaining("nine decimals");
        assertThatThrownBy(() -> Budget.nanos(new BigDecimal("-1"))).hasMessageContaining("nine decimals");
        assertThatThrownBy(() -> Budget.nanos(new BigDecimal("1E+12"))).hasMessageContaining("nine decimals");
    }
}
