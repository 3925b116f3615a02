package tollgate.access.limit;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tollgate.pricing.Cost;
import tollgate.pricing.Pricer;
import tollgate.pricing.Usage;
import tollgate.requestlog.RecordKind;
import tollgate.requestlog.RequestRecord;

/**
 * What each tenant has spent this month, day by day, counted from the records of the request log: those that are in it at the
 * start, and each that is written after that. So a restart forgets nothing, and the sums are those that anybody gets who prices
 * the same lines. A request belongs to the UTC day of its start. Safe for use by many threads.
 *
 * <p>A request whose cost is not known counts as nothing; {@link #unpriced} says how many there were. Memory: at most 31 numbers for
 * each tenant of this month's log.
 */
public final class Spending {
    private final Supplier<Pricer> pricer;
    private final InstantSource clock;
    private final Map<String, Map<LocalDate, Long>> byTenant = new HashMap<>();
    private volatile BudgetTable budgets;
    private YearMonth month;
    private long unpriced;

    /** Nothing is spent yet. */
    public Spending(BudgetTable budgets, Supplier<Pricer> pricer, InstantSource clock) {
        this.budgets = budgets;
        this.pricer = pricer;
        this.clock = clock;
        this.month = YearMonth.from(today());
    }

    /** Puts other budgets in force; what was spent stays. */
    public void configure(BudgetTable newBudgets) {
        budgets = newBudgets;
    }

    /** Counts a request that has ended. A line that is no request's, or of another month, is none. */
    public void add(RequestRecord record) {
        String tenant = record.caller().tenant();
        if (record.kind() != RecordKind.REQUEST || tenant == null) {
            return;
        }
        LocalDate day = day(record.timestamp());
        RequestRecord.Usage usage = record.usage();
        long nanos = pricer.get()
                                .price(new Usage(
                                        record.model().provider(),
                                        record.model().effective(),
                                        record.timestamp(),
                                        usage.inputTokens(),
                                        usage.outputTokens(),
                                        usage.cacheReadTokens(),
                                        usage.cacheCreationTokens(),
                                        usage.reasoningTokens()))
                        instanceof Cost cost
                ? cost.reportingNanos()
                : Usage.UNKNOWN;
        synchronized (this) {
            turnOver();
            if (!YearMonth.from(day).equals(month)) {
                return;
            }
            if (nanos == Usage.UNKNOWN) {
                unpriced += record.result().attempts() > 0 ? 1 : 0; // one that no provider got cost nothing
            } else {
                byTenant.computeIfAbsent(tenant, _ -> new HashMap<>()).merge(day, nanos, Spending::saturated);
            }
        }
    }

    /** The budget that a tenant has used up, or null. */
    public @Nullable Spent spent(String tenant) {
        Budget budget = budgets.of(tenant);
        if (!budget.isLimited()) {
            return null;
        }
        LocalDate today = today();
        Long monthly = budget.monthlyNanos();
        if (monthly != null && monthNanos(tenant) >= monthly) {
            return new Spent(
                    "monthly", budget.action(), start(today.withDayOfMonth(1).plusMonths(1)));
        }
        Long daily = budget.dailyNanos();
        if (daily != null && dayNanos(tenant) >= daily) {
            return new Spent("daily", budget.action(), start(today.plusDays(1)));
        }
        return null;
    }

    /** What was spent today, in nano-units of the reporting currency. */
    public synchronized long dayNanos(String tenant) {
        turnOver();
        return byTenant.getOrDefault(tenant, Map.of()).getOrDefault(today(), 0L);
    }

    /** What was spent this month. */
    public synchronized long monthNanos(String tenant) {
        turnOver();
        return byTenant.getOrDefault(tenant, Map.of()).values().stream().reduce(0L, Spending::saturated);
    }

    /** How many requests of this month have no known cost, and are in no sum. */
    public synchronized long unpriced() {
        turnOver();
        return unpriced;
    }

    private void turnOver() {
        YearMonth now = YearMonth.from(today());
        if (!now.equals(month)) {
            month = now;
            byTenant.clear();
            unpriced = 0;
        }
    }

    private static long saturated(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    /** The first moment of this month: lines before it need not be read. */
    public Instant monthStart() {
        return start(today().withDayOfMonth(1));
    }

    private LocalDate today() {
        return day(clock.instant());
    }

    private static LocalDate day(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
