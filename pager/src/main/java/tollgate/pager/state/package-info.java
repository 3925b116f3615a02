/** What must outlive a crash, and what two pagers share. */
@NullMarked
package tollgate.pager.state;

import org.jspecify.annotations.NullMarked;
