package tollgate.dashboards.rule;

import java.util.Locale;

/** What an alert asks of people. */
public enum Severity {
    /** Somebody is to look now. */
    PAGE,
    /** Somebody is to look at it on a working day. */
    TICKET;

    /** As files and documents have it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
