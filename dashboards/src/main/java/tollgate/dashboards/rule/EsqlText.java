package tollgate.dashboards.rule;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** An ES|QL query taken apart as far as rules about its form need it: its commands, without comments and string literals. */
final class EsqlText {
    /** A literal, or a comment to the end of its line. */
    private static final Pattern LITERAL_OR_COMMENT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|//[^\\n]*");

    private final String query;
    private final String plain;
    private final List<String> commands;

    private EsqlText(String query, String plain) {
        this.query = query.strip();
        this.plain = plain;
        this.commands = Arrays.stream(plain.split("\\|", -1))
                .map(command -> command.strip().replaceAll("\\s+", " "))
                .toList();
    }

    static EsqlText of(String query) {
        String plain = LITERAL_OR_COMMENT
                .matcher(query)
                .replaceAll(found -> found.group().startsWith("\"") ? "\"\"" : "");
        return new EsqlText(query, plain);
    }

    String withoutLiterals() {
        return plain;
    }

    String first() {
        return commands.getFirst();
    }

    boolean endsWithComment() {
        String line = query.substring(query.lastIndexOf('\n') + 1);
        return LITERAL_OR_COMMENT
                .matcher(line)
                .results()
                .anyMatch(found -> found.group().startsWith("//"));
    }

    boolean contains(String command) {
        return commands.stream().anyMatch(each -> each.startsWith(command + " "));
    }

    /** The columns of the last STATS's BY, empty where it has none. */
    List<String> groupOfLastStats() {
        String stats = commands.stream()
                .filter(command -> command.startsWith("STATS "))
                .reduce("", (earlier, later) -> later);
        int by = stats.lastIndexOf(" BY ");
        return by < 0 ? List.of() : columns(stats.substring(by + " BY ".length()));
    }

    /** The columns of the last command, if it is KEEP. */
    List<String> keptAtTheEnd() {
        String last = commands.getLast();
        return last.startsWith("KEEP ") ? columns(last.substring("KEEP ".length())) : List.of();
    }

    private static List<String> columns(String list) {
        return Arrays.stream(list.split(",", -1)).map(String::strip).toList();
    }
}
