/** Whom to tell of it, and when: pure decisions, time given in. */
@NullMarked
package tollgate.pager.page;

import org.jspecify.annotations.NullMarked;
