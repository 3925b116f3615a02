package tollgate.pager.receiver;

import java.util.regex.Pattern;

/** A page as the plain sort of Markdown that chats take. */
final class Markdown {
    /** What could become a mention, a link or a heading. */
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*\\[\\]<>#@]");

    private static final String END = "\n\n";

    /**
     * At most so many bytes of UTF-8, a few hundred at least. What is longer loses its last lines, but neither its title nor its link.
     */
    static String of(PageLines lines, String link, int longestBytes) {
        String head = "**" + escaped(Texts.cut(lines.title(), Texts.LONGEST_TITLE)) + "**" + END;
        StringBuilder body = new StringBuilder();
        lines.body().forEach(line -> body.append("> ").append(escaped(line)).append(END));
        String foot = link.isEmpty() ? "" : '[' + lines.linkText() + "](" + url(link) + ")\n";
        if (Texts.bytes(foot) > longestBytes / 2) {
            foot = "";
        }
        int room = longestBytes - Texts.bytes(head) - Texts.bytes(foot);
        return head
                + (Texts.bytes(body.toString()) <= room
                        ? body
                        : Texts.cutBytes(body.toString(), room - END.length()) + END)
                + foot;
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
