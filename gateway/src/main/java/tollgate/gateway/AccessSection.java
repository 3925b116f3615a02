package tollgate.gateway;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tollgate.access.limit.Budget;
import tollgate.access.limit.BudgetTable;
import tollgate.access.limit.LimitTable;
import tollgate.access.limit.RateLimits;
import tollgate.files.FileSection;
import tollgate.files.YamlMap;

/** The limits and budgets of single tenants, in the configuration file. What an entry leaves out is as the settings say. */
final class AccessSection implements FileSection<AccessLimits> {
    private static final String TENANTS = "tenants";
    private static final String REQUESTS = "requests_per_second";
    private static final String TOKENS = "tokens_per_minute";
    private static final String STREAMS = "concurrent_streams";
    private static final String DAILY = "daily_budget";
    private static final String MONTHLY = "monthly_budget";
    private static final String ACTION = "budget_action";
    private static final Set<String> KEYS = Set.of(REQUESTS, TOKENS, STREAMS, DAILY, MONTHLY, ACTION);

    private final AccessSettings settings;

    AccessSection(AccessSettings settings) {
        this.settings = settings;
    }

    @Override
    public Set<String> keys() {
        return Set.of(TENANTS);
    }

    @Override
    public AccessLimits read(YamlMap file) {
        Map<String, RateLimits> rates = new LinkedHashMap<>();
        Map<String, Budget> budgets = new LinkedHashMap<>();
        if (file.has(TENANTS)) {
            for (YamlMap.Named entry : file.named(TENANTS, KEYS)) {
                YamlMap tenant = entry.map();
                RateLimits each = settings.each();
                rates.put(
                        entry.name(),
                        new RateLimits(
                                count(tenant, REQUESTS, each.requestsPerSecond()),
                                count(tenant, TOKENS, each.tokensPerMinute()),
                                count(tenant, STREAMS, each.concurrentStreams())));
                Budget usual = settings.budget();
                budgets.put(
                        entry.name(),
                        new Budget(
                                amount(tenant, DAILY, usual.dailyNanos()),
                                amount(tenant, MONTHLY, usual.monthlyNanos()),
                                action(tenant, usual.action())));
            }
        }
        return new AccessLimits(
                new LimitTable(settings.all(), settings.each(), rates), new BudgetTable(settings.budget(), budgets));
    }

    private static long count(YamlMap tenant, String key, long usual) {
        Long count = tenant.optional(key, text -> {
            try {
                long number = Long.parseLong(text);
                if (number >= 0 && number <= RateLimits.MOST) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // said below
            }
            throw new IllegalArgumentException("is no whole number from 0, for no limit, to " + RateLimits.MOST);
        });
        return count == null ? usual : count;
    }

    private static @Nullable Long amount(YamlMap tenant, String key, @Nullable Long usual) {
        Long amount = tenant.optional(key, text -> {
            try {
                return Budget.nanos(new BigDecimal(text));
            } catch (IllegalArgumentException e) { // NumberFormatException is one
                throw new IllegalArgumentException(
                        "is no amount of money of at least 0, with at most nine decimals", e);
            }
        });
        return amount == null ? usual : amount;
    }

    private static Budget.Action action(YamlMap tenant, Budget.Action usual) {
        Budget.Action action = tenant.optional(ACTION, text -> switch (text) {
            case "refuse" -> Budget.Action.REFUSE;
            case "warn" -> Budget.Action.WARN;
            default -> throw new IllegalArgumentException("is neither refuse nor warn");
        });
        return action == null ? usual : action;
    }
}
