package tollgate.pager.receiver;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import tollgate.pager.page.Delivery;
import tollgate.pager.page.Language;
import tollgate.pager.page.PageAction;
import tollgate.pager.page.PageContent;
import tollgate.pager.page.PageKind;

/** Pages whose names have what could harm a receiver. */
final class Pages {
    static final Instant SINCE = Instant.parse("2026-03-15T14:30:22Z");

    static Delivery of(PageAction action, Language language) {
        PageContent content = new PageContent(
                "b8ac0e82:dashscope,qwen <!channel> [x](y)",
                action,
                PageKind.ALERT,
                "urgent",
                "page",
                "model-down",
                language == Language.ZH ? "模型不可用" : "Model down",
                "at least 50 % fail",
                Map.of("gen_ai.request.model", "qwen <!channel> [x](y) @all"),
                SINCE,
                action == PageAction.RESOLVE ? SINCE.plusSeconds(300) : null,
                85.5,
                50.0,
                1,
                List.of(),
                List.of("look", "act"),
                "http://kibana:5601/app/dashboards#/view/tollgate-errors?_g=(time:(from:'a',to:now))",
                language);
        return new Delivery("0123456789abcdef", "r", content, SINCE.plusSeconds(9), 1, false);
    }

    /** A page about a model of such a name. */
    static Delivery named(String model) {
        return of(content("b8ac0e82:dashscope," + model, model));
    }

    static Delivery of(PageContent content) {
        return new Delivery("0123456789abcdef", "r", content, SINCE.plusSeconds(9), 1, false);
    }

    private static PageContent content(String key, String model) {
        return new PageContent(
                key,
                PageAction.TRIGGER,
                PageKind.ALERT,
                "urgent",
                "page",
                "model-down",
                "Model down",
                "at least 50 % fail",
                Map.of("gen_ai.request.model", model),
                SINCE,
                null,
                85.5,
                50.0,
                1,
                List.of(),
                List.of("look", "act"),
                "http://kibana:5601/app/dashboards#/view/tollgate-errors?_g=(time:(from:'a',to:now))",
                Language.EN);
    }

    private Pages() {}
}
