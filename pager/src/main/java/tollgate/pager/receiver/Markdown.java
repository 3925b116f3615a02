package tollgate.pager.receiver;

import java.util.regex.Pattern;

/** A page as the plain sort of Markdown that chats take. */
final class Markdown {
    /** What could become a mention, a link or a heading. */
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*\\[\\]<>#@]");

    static String of(PageLines lines, String link) {
        StringBuilder text =
                new StringBuilder("**").append(escaped(lines.title())).append("**\n\n");
        lines.body().forEach(line -> text.append("> ").append(escaped(line)).append("\n\n"));
        if (!link.isEmpty()) {
            text.append('[')
                    .append(lines.linkText())
                    .append("](")
                    .append(url(link))
                    .append(")\n");
        }
        return text.toString();
    }

    /** Names of models come from outside; in chats a full-width twin looks alike and means nothing. */
    static String escaped(String text) {
        return SPECIAL.matcher(text).replaceAll(found -> switch (found.group()) {
            case "<" -> "＜";
            case ">" -> "＞";
            case "@" -> "＠";
            case "[" -> "［";
            case "]" -> "］";
            case "*" -> "＊";
            case "`" -> "｀";
            case "#" -> "＃";
            default -> "＼";
        });
    }

    private static String url(String link) {
        return link.replace("(", "%28").replace(")", "%29").replace("'", "%27");
    }

    private Markdown() {}
}
