/** How long it takes until somebody is paged. */
@NullMarked
package tollgate.benchmarks.paging;

import org.jspecify.annotations.NullMarked;
