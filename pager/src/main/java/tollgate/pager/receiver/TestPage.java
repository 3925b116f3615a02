package tollgate.pager.receiver;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import tollgate.pager.page.Language;
import tollgate.pager.page.PageAction;
import tollgate.pager.page.PageContent;
import tollgate.pager.page.PageKind;

/** A page that says of itself that nothing is wrong. */
public final class TestPage {
    /** Its content; the key differs with the moment, so that no receiver takes it for an earlier one. */
    public static PageContent content(String route, Language language, Instant now) {
        boolean chinese = language == Language.ZH;
        return new PageContent(
                "test:" + route + ":" + now.toEpochMilli(),
                PageAction.TRIGGER,
                PageKind.TEST,
                route,
                "ticket",
                "test",
                chinese ? "测试页，请忽略" : "A test page: nothing is wrong",
                chinese
                        ? "有人想知道路由 " + route + " 是否能送达。"
                        : "Somebody wants to know whether the route " + route + " arrives.",
                Map.of(),
                now,
                null,
                null,
                null,
                1,
                List.of(),
                List.of(),
                "",
                language);
    }

    private TestPage() {}
}
