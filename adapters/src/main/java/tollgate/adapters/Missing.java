package tollgate.adapters;

import tollgate.requestlog.RefusedLineException;
import tollgate.requestlog.RefusedLineException.Reason;

/** What a line must say and does not. */
final class Missing {
    static RefusedLineException field(ForeignField field) {
        return RefusedLineException.of(
                Reason.MISSING_FIELD, field.feeds(), field.path() + " is missing, null or empty");
    }

    private Missing() {}
}
