package tollgate.pager.page;

import java.util.Locale;

/** What a page says of its key. */
public enum PageAction {
    TRIGGER,
    ACKNOWLEDGE,
    RESOLVE;

    /** As receivers and documents have it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
