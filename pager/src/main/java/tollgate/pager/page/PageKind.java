package tollgate.pager.page;

import java.util.Locale;

/** Why a page is sent. */
public enum PageKind {
    /** An alert opened or is over. */
    ALERT,
    /** Many did. */
    STORM,
    /** It is still open. */
    REPEAT,
    /** Nobody has acknowledged it. */
    ESCALATION,
    /** To see whether pages arrive. */
    TEST;

    /** As documents have it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
