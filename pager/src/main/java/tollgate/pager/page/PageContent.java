package tollgate.pager.page;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a receiver tells people. It has no content of requests and no secret. Immutable.
 *
 * @param key what receivers de-duplicate by
 * @param severity {@code page} or {@code ticket}
 * @param rule the rule's name; empty for many
 * @param title what it is, in a few words
 * @param summary what has happened, or how many alerts there are
 * @param group columns and values; empty for many
 * @param since when it began
 * @param until when it was over; null while it is not
 * @param value null where there is none
 * @param threshold null where there is none
 * @param count how many alerts it stands for
 * @param members of many, the first ones, one line each
 * @param todo what to do, as lines
 * @param link where to look; empty where nobody said where dashboards are
 * @param language of the texts
 */
public record PageContent(
        String key,
        PageAction action,
        PageKind kind,
        String route,
        String severity,
        String rule,
        String title,
        String summary,
        Map<String, String> group,
        Instant since,
        @Nullable Instant until,
        @Nullable Double value,
        @Nullable Double threshold,
        int count,
        List<String> members,
        List<String> todo,
        String link,
        Language language) {
    public PageContent {
        group = Collections.unmodifiableMap(new LinkedHashMap<>(group));
        members = List.copyOf(members);
        todo = List.copyOf(todo);
    }
}
