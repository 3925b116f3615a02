package tollgate.pager;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import tollgate.pager.page.SentPage;

/** Where people find which pages were sent. Writing one again changes nothing. */
@FunctionalInterface
interface PageLog {
    /**
     * Notes pages.
     *
     * @return ids of the deliveries that need not be noted again
     * @throws IOException where nothing answers
     */
    Set<String> note(List<SentPage> pages) throws IOException;
}
