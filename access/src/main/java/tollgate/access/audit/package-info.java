/** The audit log: who did what, and who was not let in. */
@NullMarked
package tollgate.access.audit;

import org.jspecify.annotations.NullMarked;
