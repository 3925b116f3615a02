/** Access tokens: who may ask for what. Knows nothing of HTTP. */
@NullMarked
package tollgate.access;

import org.jspecify.annotations.NullMarked;
