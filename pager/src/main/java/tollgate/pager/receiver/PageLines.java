package tollgate.pager.receiver;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tollgate.pager.page.Language;
import tollgate.pager.page.PageAction;
import tollgate.pager.page.PageContent;
import tollgate.pager.page.PageKind;

/** A page as plain text, in its language. */
final class PageLines {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private final PageContent page;
    private final boolean chinese;

    PageLines(PageContent page) {
        this.page = page;
        this.chinese = page.language() == Language.ZH;
    }

    /** One line: how urgent, what, and where. */
    String title() {
        String where = page.group().isEmpty()
                ? ""
                : (chinese ? "：" : ": ")
                        + String.join(chinese ? "，" : ", ", page.group().values());
        return Texts.plain((chinese ? "【" + mark() + "】" : "[" + mark() + "] ") + page.title() + where);
    }

    private String mark() {
        if (page.kind() == PageKind.TEST) {
            return chinese ? "测试" : "TEST";
        }
        return switch (page.action()) {
            case RESOLVE -> chinese ? "恢复" : "RESOLVED";
            case ACKNOWLEDGE -> chinese ? "已认领" : "ACKNOWLEDGED";
            case TRIGGER ->
                switch (page.kind()) {
                    case REPEAT -> chinese ? "仍未恢复" : "STILL OPEN";
                    case ESCALATION -> chinese ? "无人认领" : "NOT ACKNOWLEDGED";
                    default -> urgency();
                };
        };
    }

    private String urgency() {
        boolean urgent = page.severity().equals("page");
        return chinese ? (urgent ? "告警" : "工单") : (urgent ? "PAGE" : "TICKET");
    }

    /** What follows the title, without the link; each is one line. */
    List<String> body() {
        List<String> lines = new ArrayList<>();
        if (!page.summary().isEmpty()) {
            lines.add(page.summary());
        }
        lines.add(times());
        if (page.value() != null && page.threshold() != null) {
            lines.add((chinese ? "数值 " : "value ")
                    + number(page.value())
                    + (chinese ? "，阈值 " : ", threshold ")
                    + number(page.threshold()));
        }
        page.group().forEach((column, value) -> lines.add(column + ": " + value));
        lines.addAll(page.members());
        if (page.count() > page.members().size() && !page.members().isEmpty()) {
            int more = page.count() - page.members().size();
            lines.add(chinese ? "……另有 " + more + " 条" : "… and " + more + " more");
        }
        if (!page.todo().isEmpty()) {
            lines.add(chinese ? "处理：" : "What to do:");
            for (int i = 0; i < page.todo().size(); i++) {
                lines.add((i + 1) + ". " + page.todo().get(i));
            }
        }
        return lines.stream().map(Texts::plain).toList();
    }

    private String times() {
        String since = (chinese ? "开始于 " : "since ") + TIME.format(page.since());
        Instant until = page.until();
        return until == null
                ? since
                : since + (chinese ? "，持续 " : ", for ") + length(Duration.between(page.since(), until));
    }

    private String length(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return seconds < 120
                ? seconds + (chinese ? " 秒" : " s")
                : seconds < 7_200
                        ? seconds / 60 + (chinese ? " 分钟" : " min")
                        : seconds / 3_600 + (chinese ? " 小时" : " h");
    }

    /** All of it. */
    String text() {
        List<String> lines = new ArrayList<>();
        lines.add(title());
        lines.addAll(body());
        if (!page.link().isEmpty()) {
            lines.add(page.link());
        }
        return String.join("\n", lines);
    }

    /** The word for a link to it. */
    String linkText() {
        return chinese ? "打开面板" : "Open the dashboard";
    }

    /** Whether it is about something that is wrong now. */
    boolean isOpen() {
        return page.action() == PageAction.TRIGGER;
    }

    /** As few digits as say the same. */
    static String number(Double value) {
        double exact = Objects.requireNonNull(value);
        return exact == Math.rint(exact) && Math.abs(exact) < 1e15 ? Long.toString((long) exact) : value.toString();
    }
}
