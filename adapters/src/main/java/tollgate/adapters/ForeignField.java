package tollgate.adapters;

import tollgate.requestlog.Field;

/** A field of another gateway's line that is read. All others are skipped. */
interface ForeignField {
    /** Its dotted path in the line. */
    String path();

    /** The field of ours that its value is for. */
    Field feeds();
}
