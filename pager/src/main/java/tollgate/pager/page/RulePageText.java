package tollgate.pager.page;

import java.util.List;

/**
 * What a page says of a rule.
 *
 * @param summary with the settings' values in it
 * @param todo what to do, a line each
 */
record RulePageText(String title, String summary, List<String> todo) {
    RulePageText {
        todo = List.copyOf(todo);
    }
}
