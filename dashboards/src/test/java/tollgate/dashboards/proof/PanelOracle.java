package tollgate.dashboards.proof;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a panel's query must answer, counted from the requests that were drawn. A value is null, a text, a {@link java.time.Instant},
 * a whole number (exact), a decimal (equal but for what adding doubles loses), or {@link Between}.
 */
public interface PanelOracle {
    /** The rows, in their order. */
    List<? extends List<? extends @Nullable Object>> rows(Scope scope);
}
