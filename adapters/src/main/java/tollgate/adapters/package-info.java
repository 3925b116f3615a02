/**
 * Reads the lines of other gateways and proxies as request records. What such a line does not say stays unknown, and content
 * that stands in it is skipped unread.
 */
@NullMarked
package tollgate.adapters;

import org.jspecify.annotations.NullMarked;
