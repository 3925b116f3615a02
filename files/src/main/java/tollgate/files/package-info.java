/** Files that people write: read strictly, named with their mistakes, followed without a restart. */
@NullMarked
package tollgate.files;

import org.jspecify.annotations.NullMarked;
