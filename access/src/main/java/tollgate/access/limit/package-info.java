/** How much a tenant may ask for: rates, streams and money. */
@NullMarked
package tollgate.access.limit;

import org.jspecify.annotations.NullMarked;
