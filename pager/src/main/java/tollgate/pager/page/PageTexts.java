package tollgate.pager.page;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tollgate.pager.alert.Alert;

/** Writes what people read. No I/O. */
public interface PageTexts {
    /** Of one alert. */
    PageContent single(Alert alert, String route, PageAction action, PageKind kind, @Nullable Instant until);

    /**
     * Of many alerts.
     *
     * @param key the storm's own
     * @param alerts those that are open
     * @param seen how many there were
     */
    PageContent storm(
            String key,
            String route,
            PageAction action,
            PageKind kind,
            List<Alert> alerts,
            int seen,
            Instant since,
            @Nullable Instant until);
}
