package tollgate.pager;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import tollgate.pager.alert.AlertSource;
import tollgate.pager.page.PageTexts;
import tollgate.pager.state.Leadership;
import tollgate.pager.state.SharedDocuments;
import tollgate.pager.state.StateStore;

/**
 * What a pager works with. Closing the pager closes none of it.
 *
 * @param documents shared with other pagers and with the commands of people
 * @param pages where sent pages are noted
 */
record PagerParts(
        AlertSource source,
        StateStore store,
        SharedDocuments documents,
        Leadership leadership,
        PageLog pages,
        PageTexts texts,
        MeterRegistry registry,
        InstantSource clock) {}
