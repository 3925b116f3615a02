package tollgate.access.limit;

import java.util.Map;

/**
 * The budgets of everybody.
 *
 * @param each of every tenant that has none of its own
 * @param own of single tenants
 */
public record BudgetTable(Budget each, Map<String, Budget> own) {
    /** Nobody has one. */
    public static final BudgetTable NONE = new BudgetTable(Budget.NONE, Map.of());

    /** Keeps a copy. */
    public BudgetTable {
        own = Map.copyOf(own);
    }

    Budget of(String tenant) {
        return own.getOrDefault(tenant, each);
    }

    /** Whether nobody has one, so that nothing need be counted. */
    public boolean isEmpty() {
        return !each.isLimited() && own.values().stream().noneMatch(Budget::isLimited);
    }
}
