/** The pager: watches alerts and pages people, without losing a page and without sending one twice where that can be told. */
@NullMarked
package tollgate.pager;

import org.jspecify.annotations.NullMarked;
