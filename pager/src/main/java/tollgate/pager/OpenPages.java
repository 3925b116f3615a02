package tollgate.pager;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import tollgate.dashboards.rule.Rules;
import tollgate.pager.page.Book;
import tollgate.pager.page.Language;
import tollgate.pager.page.Links;
import tollgate.pager.page.RuleTexts;
import tollgate.pager.state.MemoryStore;
import tollgate.pager.state.SharedDocuments;

/** The open pages of the pager that leads, as it has left them for others. */
public final class OpenPages {
    /** Those that were open when it wrote last, which is a second ago at most while Elasticsearch answers. */
    public static List<Book.OpenSummary> of(SharedDocuments documents) throws IOException {
        MemoryStore store = new MemoryStore();
        Map<String, String> copy = SharedCopy.read(documents);
        copy.forEach((name, text) -> store.commit(Map.of(name, text)));
        Rules rules = Rules.load();
        return new Book(store, List.of(), new RuleTexts(rules, rules.defaults(), Language.EN, Links.NONE)).openPages();
    }

    private OpenPages() {}
}
