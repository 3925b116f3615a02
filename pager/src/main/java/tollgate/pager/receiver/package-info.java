/** How people are reached. */
@NullMarked
package tollgate.pager.receiver;

import org.jspecify.annotations.NullMarked;
