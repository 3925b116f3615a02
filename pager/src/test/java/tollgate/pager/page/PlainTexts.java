package tollgate.pager.page;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tollgate.pager.alert.Alert;

/** Texts of which tests read only what they stand for. */
final class PlainTexts implements PageTexts {
    @Override
    public PageContent single(Alert alert, String route, PageAction action, PageKind kind, @Nullable Instant until) {
        return content(alert.key(), route, action, kind, 1, alert.since(), until);
    }

    @Override
    public PageContent storm(
            String key,
            String route,
            PageAction action,
            PageKind kind,
            List<Alert> alerts,
            int seen,
            Instant since,
            @Nullable Instant until) {
        return content(key, route, action, kind, seen, since, until);
    }

    private static PageContent content(
            String key,
            String route,
            PageAction action,
            PageKind kind,
            int count,
            Instant since,
            @Nullable Instant until) {
        return new PageContent(
                key,
                action,
                kind,
                route,
                "page",
                "rule",
                "title",
                "summary",
                Map.of(),
                since,
                until,
                60.0,
                50.0,
                count,
                List.of(),
                List.of(),
                "",
                Language.EN);
    }
}
