package tollgate.pager.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tollgate.dashboards.rule.RuleSettings;
import tollgate.files.FileContent;
import tollgate.files.YamlMap;

/** What Chinese pages say of each rule. */
final class ChineseTexts {
    private static final String FILE = "rules-zh.yaml";
    private static final Set<String> KEYS = Set.of("title", "summary", "todo");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z0-9_]+)\\}");

    static Map<String, RulePageText> load(RuleSettings settings) {
        Map<String, RulePageText> texts = new HashMap<>();
        for (YamlMap.Named rule : YamlMap.named(content(), "it needs the names of rules", KEYS)) {
            String summary = PLACEHOLDER
                    .matcher(rule.map().text("summary"))
                    .replaceAll(found -> Matcher.quoteReplacement(settings.plain(found.group(1))));
            texts.put(
                    rule.name(),
                    new RulePageText(
                            rule.map().text("title"), summary, rule.map().texts("todo")));
        }
        return texts;
    }

    private static FileContent content() {
        try (InputStream from =
                Objects.requireNonNull(ChineseTexts.class.getResourceAsStream("/tollgate/pager/" + FILE), FILE)) {
            return FileContent.of(FILE, from.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ChineseTexts() {}
}
